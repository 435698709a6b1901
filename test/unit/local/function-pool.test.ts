import { expect, it } from 'vitest';
import { createFunctionPool } from '../../../local/lambda/function-pool.ts';
import type { InvocationOutcome } from '../../../local/lambda/outcome.ts';

const definition = {
  name: 'f',
  arn: 'arn',
  roleArn: 'role',
  codePath: '/bundle',
  handler: 'index.handler',
  timeoutMs: 1_000,
  memoryMb: 128,
  environment: {},
  concurrency: undefined,
};

/** Workers whose invocations end when the test says so. */
function fakeWorkers() {
  const ends: ((outcome: InvocationOutcome) => void)[] = [];
  const deaths: (() => void)[] = [];
  let started = 0;
  const startWorker = (onExit: () => void) => {
    started += 1;
    let alive = true;
    const die = () => {
      alive = false;
      onExit();
    };
    deaths.push(die);
    return {
      pid: started,
      ready: Promise.resolve(),
      ended: new Promise<void>(() => {}),
      get alive() {
        return alive;
      },
      invoke: () => new Promise<InvocationOutcome>(resolve => ends.push(resolve)),
      tell: () => {},
      freeze: () => {},
      kill: die,
    };
  };
  return { startWorker, ends, deaths, started: () => started };
}

const ok: InvocationOutcome = { kind: 'ok', payload: 'null' };

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

it('uses a warm instance again', async () => {
  const workers = fakeWorkers();
  const pool = createFunctionPool({ definition, concurrency: 2, startWorker: workers.startWorker });
  for (const requestId of ['r1', 'r2']) {
    const invocation = pool.invoke(requestId, '{}');
    await settled();
    workers.ends.shift()?.(ok);
    expect(await invocation).toEqual(ok);
  }
  expect(workers.started()).toBe(1);
  pool.close();
});

it('throttles beyond its concurrency', async () => {
  const workers = fakeWorkers();
  const pool = createFunctionPool({ definition, concurrency: 1, startWorker: workers.startWorker });
  const first = pool.invoke('r1', '{}');
  expect(await pool.invoke('r2', '{}')).toEqual({ kind: 'throttled' });
  await settled();
  workers.ends.shift()?.(ok);
  await first;
  const third = pool.invoke('r3', '{}');
  await settled();
  workers.ends.shift()?.(ok);
  expect(await third).toEqual(ok);
  pool.close();
});

it('starts a fresh instance after a death, even one that frees the last place', async () => {
  const workers = fakeWorkers();
  const pool = createFunctionPool({ definition, concurrency: 1, startWorker: workers.startWorker });
  const first = pool.invoke('r1', '{}');
  await settled();
  workers.deaths.shift()?.();
  workers.ends.shift()?.({ kind: 'functionError', payload: '{}', error: 'Unhandled' });
  expect((await first).kind).toBe('functionError');
  const second = pool.invoke('r2', '{}');
  await settled();
  workers.ends.shift()?.(ok);
  expect(await second).toEqual(ok);
  expect(workers.started()).toBe(2);
  pool.close();
});
