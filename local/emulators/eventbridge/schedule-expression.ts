import { parseCron } from './cron.ts';

/** When a scheduled rule fires. */
export interface Schedule {
  /** The first time after `afterMs` (milliseconds since 1970), or undefined when there is none any more. */
  next(afterMs: number): number | undefined;
}

const unitsMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Reads `rate(5 minutes)` or `cron(0 12 * * ? *)`, in UTC; undefined for what EventBridge would refuse:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string): Schedule | undefined {
  const [, count, unit, plural] = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  if (unit === 'minute' || unit === 'hour' || unit === 'day') {
    const value = Number(count);
    // A singular unit for one, a plural one for more.
    if (value < 1 || (value === 1) !== (plural === '')) return undefined;
    return { next: afterMs => afterMs + value * unitsMs[unit] };
  }
  const [, fields] = /^cron\((.*)\)$/.exec(expression) ?? [];
  return fields === undefined ? undefined : parseCron(fields);
}
