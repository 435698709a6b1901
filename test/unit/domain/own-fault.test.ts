import { describe, expect, it } from 'vitest';
import { HostWatch, mayBeOurFault } from '../../../functions/domain/own-fault.ts';

const minute = 60_000;

/** So many hosts were called at `nowMs`, of which so many failed. */
function called(watch: HostWatch, hosts: number, failures: number, nowMs: number): void {
  for (let i = 0; i < hosts; i++) watch.note(`host-${i}`, i < failures, nowMs);
}

describe('HostWatch', () => {
  it.each([
    { hosts: 10, failures: 2, suspicious: false },
    { hosts: 10, failures: 3, suspicious: true },
    { hosts: 9, failures: 9, suspicious: false },
    { hosts: 100, failures: 20, suspicious: false },
    { hosts: 100, failures: 21, suspicious: true },
  ])('$failures of $hosts hosts: $suspicious', ({ hosts, failures, suspicious }) => {
    const watch = new HostWatch();
    called(watch, hosts, failures, 0);
    expect(watch.isSuspicious(0)).toBe(suspicious);
  });

  it('looks a minute back', () => {
    const watch = new HostWatch();
    called(watch, 20, 20, 0);
    expect([watch.isSuspicious(minute), watch.isSuspicious(minute + 1)]).toEqual([true, false]);
  });

  it('knows hosts that have been down for longer than ten minutes', () => {
    const watch = new HostWatch();
    for (let nowMs = 0; nowMs <= 10 * minute + 1; nowMs += minute) called(watch, 10, 5, nowMs);
    expect(watch.isSuspicious(10 * minute)).toBe(true);
    expect(watch.isSuspicious(10 * minute + 1)).toBe(false);
  });

  it('forgets that a host was down once it answers', () => {
    const watch = new HostWatch();
    called(watch, 10, 5, 0);
    called(watch, 10, 0, 11 * minute);
    expect(watch.isSuspicious(11 * minute)).toBe(false);
    called(watch, 10, 5, 12 * minute);
    expect(watch.isSuspicious(12 * minute)).toBe(true);
  });
});

describe('mayBeOurFault', () => {
  it.each([
    [{ status: null, error: 'dns' }, true],
    [{ status: null, error: 'timeout' }, true],
    [{ status: null, error: 'address-blocked' }, false],
    [{ status: null, error: 'too-large' }, false],
    [{ status: 200, error: 'timeout' }, false],
    [{ status: 500, error: null }, false],
    [{ status: 302, error: 'redirect' }, false],
  ] as const)('%j: %s', (attempt, isPossible) => {
    expect(mayBeOurFault(attempt)).toBe(isPossible);
  });
});
