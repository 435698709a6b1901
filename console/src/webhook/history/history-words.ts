import type { HistoryEntry } from '../../../../client/api/client.ts';
import { defineWords } from '../../language/words.ts';

type Told = Pick<HistoryEntry, 'change' | 'reason'>;

/** What happened, apart from who did it: a change, with its reason where that makes a difference. */
export type Happening = Exclude<HistoryEntry['change'], 'disabled'> | 'stopped' | 'gone';

export function happeningOf({ change, reason }: Told): Happening {
  if (change !== 'disabled') return change;
  return reason === 'gone' ? 'gone' : 'stopped';
}

export const happeningTones: Readonly<Record<Happening, 'good' | 'warn' | 'bad' | 'plain'>> = {
  created: 'plain',
  failing: 'warn',
  'failing-long': 'warn',
  recovered: 'good',
  enabled: 'good',
  stopped: 'bad',
  gone: 'bad',
  'hold-period-over': 'bad',
  paused: 'plain',
  deleted: 'plain',
};

export const historyWords = defineWords(
  {
    created: 'Created',
    failing: 'The receiver stopped answering; new events were put on hold',
    'failing-long': 'The receiver has not answered for long',
    recovered: 'The receiver answered again; what was on hold was sent',
    enabled: 'Turned on',
    stopped: 'Switched off after 5 failed attempts',
    gone: 'Switched off: the receiver said that the address no longer exists',
    'hold-period-over': 'The hold period ended; new events are not kept any more',
    paused: 'Paused',
    deleted: 'Deleted',
  },
  {
    created: 'Создан',
    failing: 'Получатель перестал отвечать, новые события откладываются',
    'failing-long': 'Получатель не отвечает уже долго',
    recovered: 'Получатель снова ответил, отложенное отправлено',
    enabled: 'Включён',
    stopped: 'Деактивирован после 5 неудачных попыток',
    gone: 'Выключен: получатель ответил, что адрес больше не существует',
    'hold-period-over': 'Срок хранения истёк, новые события больше не сохраняются',
    paused: 'Поставлен на паузу',
    deleted: 'Удалён',
  },
);
