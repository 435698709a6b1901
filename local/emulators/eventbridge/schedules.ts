import type { Scheduler } from '../sqs/scheduler.ts';
import { parseSchedule, type Schedule } from './schedule-expression.ts';
import type { RuleRecord } from './state.ts';

/** Fires the scheduled rules. */
export interface Schedules {
  /** Takes note of a rule that was put, enabled or disabled. */
  update(rule: RuleRecord): void;
  remove(rule: RuleRecord): void;
  close(): void;
}

// Timers of Node.js know 32 bits: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
const longestWaitMs = 2_147_483_647;

export function createSchedules(parts: {
  readonly scheduler: Scheduler;
  readonly now: () => number;
  readonly fire: (ruleName: string) => void;
}): Schedules {
  const { scheduler, now, fire } = parts;
  const running = new Map<string, { readonly expression: string; readonly stop: () => void }>();

  function start(name: string, schedule: Schedule): () => void {
    let cancel = (): void => {};
    const wait = (untilMs: number): void => {
      cancel = scheduler.after(Math.min(untilMs - now(), longestWaitMs), () => {
        if (now() < untilMs) return wait(untilMs);
        waitForNext(untilMs);
        fire(name);
      });
    };
    // Counted from the time that was due, so that lateness does not add up; what a sleeping machine missed is left out.
    const waitForNext = (dueMs: number): void => {
      const nextMs = schedule.next(dueMs);
      const comingMs = nextMs !== undefined && nextMs <= now() ? schedule.next(now()) : nextMs;
      if (comingMs !== undefined) wait(comingMs);
    };
    waitForNext(now());
    return () => cancel();
  }

  function remove(name: string): void {
    running.get(name)?.stop();
    running.delete(name);
  }

  return {
    update({ name, busName, state, scheduleExpression: expression }) {
      if (busName !== 'default') return;
      // Putting a rule anew does not delay it.
      if (state === 'ENABLED' && expression !== undefined && running.get(name)?.expression === expression)
        return;
      remove(name);
      const schedule = expression === undefined ? undefined : parseSchedule(expression);
      if (state !== 'ENABLED' || expression === undefined || schedule === undefined) return;
      running.set(name, { expression, stop: start(name, schedule) });
    },
    remove: ({ name, busName }) => {
      if (busName === 'default') remove(name);
    },
    close() {
      for (const name of [...running.keys()]) remove(name);
    },
  };
}
