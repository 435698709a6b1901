import { defineWords } from '../../language/words.ts';

/** What each limit is, its unit, and what holds when it is left empty. */
export const limitWords = defineWords(
  {
    title: 'Limits',
    lead: 'Leave a field empty to have it as the service does.',
    timeoutSeconds: 'Time to answer, in seconds',
    timeoutSecondsHint: 'Then the call ends and is tried again. 1–30, usually 10.',
    callsPerSecond: 'Calls per second, at most',
    callsPerSecondHint: 'What comes faster waits; nothing is lost. 0.1–1,000, usually without limit.',
    concurrentCalls: 'Calls at the same time, at most',
    concurrentCallsHint: '1–100, usually without limit.',
    failingAfter: 'Failures in a row until events are put on hold',
    failingAfterHint: '2–20, usually 3.',
    holdPeriodHours: 'Hours that events are kept after it was switched off',
    holdPeriodHoursHint: '1–336 hours, which is two weeks; usually 72.',
    autoRecover: 'Turn it on by itself when the receiver answers again',
    autoRecoverHint: 'After it was switched off for failures, while its events are still kept.',
    outOfRange: (least: string, most: string, whole: boolean) =>
      `Enter a ${whole ? 'whole ' : ''}number from ${least} to ${most}, or nothing.`,
  },
  {
    title: 'Ограничения',
    lead: 'Оставьте поле пустым, чтобы действовало значение сервиса.',
    timeoutSeconds: 'Время на ответ, в секундах',
    timeoutSecondsHint: 'Затем вызов прерывается и повторяется позже. От 1 до 30, обычно 10.',
    callsPerSecond: 'Вызовов в секунду, не больше',
    callsPerSecondHint: 'Остальное ждёт, ничего не теряется. От 0,1 до 1000, обычно без ограничения.',
    concurrentCalls: 'Одновременных вызовов, не больше',
    concurrentCallsHint: 'От 1 до 100, обычно без ограничения.',
    failingAfter: 'Неудач подряд, после которых события откладываются',
    failingAfterHint: 'От 2 до 20, обычно 3.',
    holdPeriodHours: 'Сколько часов хранить события после деактивации',
    holdPeriodHoursHint: 'От 1 до 336 часов (две недели), обычно 72.',
    autoRecover: 'Включать автоматически, когда получатель снова ответит',
    autoRecoverHint: 'После деактивации из-за неудач, пока события ещё хранятся.',
    outOfRange: (least, most, whole) =>
      `Введите ${whole ? 'целое ' : ''}число от ${least} до ${most} или оставьте поле пустым.`,
  },
);
