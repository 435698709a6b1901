import type { StatisticsListView, StatisticsView, SummaryView } from '../domain/wire/statistics-schema.ts';

const nothing = {
  attempts: 0,
  delivered: 0,
  failed: 0,
  successRate: null,
  p50Ms: null,
  p95Ms: null,
} satisfies SummaryView;

const some = {
  attempts: 1042,
  delivered: 1019,
  failed: 2,
  successRate: 0.998,
  p50Ms: 84,
  p95Ms: 391,
} satisfies SummaryView;

const days = Array.from({ length: 7 }, (_, day) => `2026-01-0${day + 3}T00:00:00.000Z`);
const series = days.map((at, day) => ({ at, ...(day === 6 ? some : nothing) }));
const about = { period: '7d', by: 'day', from: '2026-01-03T00:00:00.000Z' } as const;

/** Of the operations that tell how webhooks do. */
export function statisticsExamples(webhookId: string, name: string) {
  return {
    getStatistics: {
      answer: {
        ...about,
        webhookId,
        isWhole: true,
        byEventType: [
          { eventType: 'TODO_MOVED', attempts: 842, delivered: 830, failed: 0 },
          { eventType: 'TODO_DONE_STATUS_UPDATED', attempts: 200, delivered: 189, failed: 2 },
        ],
        byStatus: [
          { status: 200, error: null, attempts: 1019 },
          { status: 503, error: null, attempts: 16 },
          { status: null, error: 'timeout', attempts: 7 },
        ],
        total: some,
        series,
      } satisfies StatisticsView,
    },
    listStatistics: {
      answer: {
        ...about,
        items: [{ webhookId, name, total: some, series }],
        total: some,
        series,
        nextCursor: null,
      } satisfies StatisticsListView,
    },
  };
}
