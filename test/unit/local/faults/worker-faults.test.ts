import { expect, it } from 'vitest';
import { readFaultPlan } from '../../../../local/faults/fault-plan.ts';
import { createFaults } from '../../../../local/faults/faults.ts';
import { withWorkerFaults } from '../../../../local/faults/worker-faults.ts';
import type { InvocationOutcome } from '../../../../local/lambda/outcome.ts';

const ok: InvocationOutcome = { kind: 'ok', payload: 'null' };

function world(...changes: string[]) {
  const faults = createFaults(readFaultPlan('seed', ['all=0', ...changes]), () => {});
  const done: string[] = [];
  let alive = true;
  let finish: (outcome: InvocationOutcome) => void = () => {};
  const worker = {
    pid: 1,
    ready: Promise.resolve(),
    ended: new Promise<void>(() => {}),
    get alive() {
      return alive;
    },
    invoke: () =>
      new Promise<InvocationOutcome>(resolve => {
        finish = resolve;
      }),
    tell: () => {},
    freeze: () => void done.push('freeze'),
    kill: () => void done.push('kill'),
  };
  const timers: { delayMs: number; work: () => void; isCancelled: boolean }[] = [];
  const after = (delayMs: number, work: () => void) => {
    const timer = { delayMs, work, isCancelled: false };
    timers.push(timer);
    return () => {
      timer.isCancelled = true;
    };
  };
  const faulty = withWorkerFaults(worker, 'Finehook-DeliveryWorker', faults, after);
  const count = (kind: string) => faults.states().find(state => state.kind === kind)?.count;
  return { faulty, done, timers, count, finish: () => finish(ok), die: () => (alive = false) };
}

it.each([
  ['worker-kill', 'kill'],
  ['function-timeout', 'freeze'],
])('%s: %s at some moment within half a second', (kind, deed) => {
  const { faulty, done, timers, count } = world(`${kind}=1`);
  void faulty.invoke('r1', '{}');
  expect(timers).toHaveLength(1);
  expect(timers[0]?.delayMs).toBeGreaterThanOrEqual(1);
  expect(timers[0]?.delayMs).toBeLessThanOrEqual(500);
  expect([done, count(kind)]).toEqual([[], 0]);
  timers[0]?.work();
  expect([done, count(kind)]).toEqual([[deed], 1]);
});

it('leaves an invocation alone that is over before its moment', async () => {
  const { faulty, done, timers, count, finish } = world('worker-kill=1');
  const invocation = faulty.invoke('r1', '{}');
  finish();
  expect(await invocation).toEqual(ok);
  expect(timers.map(({ isCancelled }) => isCancelled)).toEqual([true]);
  expect([done, count('worker-kill')]).toEqual([[], 0]);
});

it('kills nobody who is dead already', () => {
  const { faulty, done, timers, count, die } = world('worker-kill=1');
  void faulty.invoke('r1', '{}');
  die();
  timers[0]?.work();
  expect(faulty.alive).toBe(false);
  expect([done, count('worker-kill')]).toEqual([[], 0]);
});

it('lets invocations pass at rate 0', () => {
  const { faulty, timers } = world();
  void faulty.invoke('r1', '{}');
  expect(timers).toEqual([]);
});
