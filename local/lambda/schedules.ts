import { randomUUID } from 'node:crypto';
import { functionNameOf, type ScheduleDefinition } from '../cloudformation/run-plan.ts';
import type { Invoker } from './invoker.ts';

const unitMs: Readonly<Record<string, number>> = {
  minute: 60_000,
  minutes: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
};

/**
 * Milliseconds between two firings of `rate(5 minutes)`.
 * @throws Error for other expressions
 */
export function rateMs(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (\w+)\)$/.exec(expression) ?? [];
  const perUnitMs = unitMs[unit ?? ''];
  if (count === undefined || perUnitMs === undefined) {
    throw new Error(`the local run knows schedules such as rate(5 minutes) only, not ${expression}`);
  }
  return Number(count) * perUnitMs;
}

/** Fires schedules here, for an endpoint that has none of our functions. @returns what stops them */
export function startSchedules(
  schedules: readonly ScheduleDefinition[],
  run: { readonly invoker: Invoker; readonly region: string; readonly accountId: string },
): () => void {
  const timers = schedules.map(schedule =>
    setInterval(() => {
      const event = {
        version: '0',
        id: randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: run.accountId,
        time: `${new Date().toISOString().slice(0, 19)}Z`,
        region: run.region,
        resources: [schedule.ruleArn],
        detail: {},
      };
      void run.invoker.invoke({
        functionName: functionNameOf(schedule.functionArn),
        payload: schedule.input ?? JSON.stringify(event),
        invocationType: 'Event',
      });
    }, rateMs(schedule.expression)),
  );
  return () => timers.forEach(clearInterval);
}
