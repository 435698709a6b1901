import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createChanges } from '../../../../local/lambda/stream-mapping/changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { signal } = new AbortController();

/** Whether the wait has ended by now. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false;
  void wait.then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return over;
}

function heard() {
  const listeners = new Set<() => void>();
  const changes = createChanges(5_000, listener => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  });
  return { changes, listeners, change: () => listeners.forEach(listener => void listener()) };
}

it('ends the wait at a change', async () => {
  const { changes, change } = heard();
  const wait = changes.wait(signal);
  expect(await isOver(wait)).toBe(false);
  change();
  expect(await isOver(wait)).toBe(true);
  expect(await isOver(changes.wait(signal))).toBe(false);
});

it('does not wait when there has been a change since the last wait', async () => {
  const { changes, change } = heard();
  change();
  change();
  expect(await isOver(changes.wait(signal))).toBe(true);
  expect(await isOver(changes.wait(signal))).toBe(false);
});

it('waits no longer than told, and never longer than the idle time', async () => {
  const { changes } = heard();
  for (const [atMostMs, ends] of [
    [300, 300],
    [60_000, 5_000],
    [undefined, 5_000],
  ] as const) {
    const wait = changes.wait(signal, atMostMs);
    await vi.advanceTimersByTimeAsync(ends - 1);
    expect(await isOver(wait)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isOver(wait)).toBe(true);
  }
});

it('ends the wait when the signal is aborted, and hears nothing once closed', async () => {
  const { changes, listeners } = heard();
  const stopping = new AbortController();
  const wait = changes.wait(stopping.signal);
  stopping.abort();
  expect(await isOver(wait)).toBe(true);
  expect(await isOver(changes.wait(stopping.signal))).toBe(true);
  changes.close();
  expect(listeners.size).toBe(0);
});
