import { countEn, countRu } from '../../language/plural.ts';
import { defineWords } from '../../language/words.ts';

/** What numbers about deliveries are called. */
export const statisticsWords = defineWords(
  {
    period: 'Period',
    periods: { '24h': '24 hours', '7d': '7 days', '30d': '30 days' },
    delivered: 'Delivered',
    failed: 'Not delivered',
    attempts: 'Attempts',
    successRate: 'Success rate',
    median: 'Half within',
    slowest: '95% within',
    deliveries: 'Deliveries',
    durations: 'How long the receiver takes',
    time: 'Time',
    axes: {
      count: 'Deliveries that ended',
      rate: 'Delivered, of those that ended',
      duration: 'Duration of a call',
      hour: 'Hours, in your time zone',
      day: 'Days, in UTC',
    },
    readout: (when: string, delivered: number, failed: number) =>
      `${when}: ${delivered} delivered, ${failed} not`,
    rateReadout: (when: string, rate: string) => `${when}: ${rate} delivered`,
    durationReadout: (when: string, median: string, slowest: string) =>
      `${when}: half within ${median}, 95% within ${slowest}`,
    calls: (count: number) => countEn(count, 'call', 'calls'),
  },
  {
    period: 'Период',
    periods: { '24h': '24 часа', '7d': '7 дней', '30d': '30 дней' },
    delivered: 'Доставлено',
    failed: 'Не доставлено',
    attempts: 'Попытки',
    successRate: 'Доля успешных',
    median: 'Половина за',
    slowest: '95 % за',
    deliveries: 'Доставки',
    durations: 'Сколько времени отвечает получатель',
    time: 'Время',
    axes: {
      count: 'Завершённые доставки',
      rate: 'Доля доставленных среди завершённых',
      duration: 'Длительность вызова',
      hour: 'Часы, в вашем часовом поясе',
      day: 'Дни, по UTC',
    },
    readout: (when, delivered, failed) => `${when}: доставлено ${delivered}, не доставлено ${failed}`,
    rateReadout: (when, rate) => `${when}: доставлено ${rate}`,
    durationReadout: (when, median, slowest) => `${when}: половина за ${median}, 95 % за ${slowest}`,
    calls: count => countRu(count, 'вызов', 'вызова', 'вызовов'),
  },
);
