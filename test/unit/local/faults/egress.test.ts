import { expect, it } from 'vitest';
import { createEgress } from '../../../../local/faults/egress.ts';
import { readFaultPlan } from '../../../../local/faults/fault-plan.ts';
import { createFaults } from '../../../../local/faults/faults.ts';

function world(rate: number) {
  const faults = createFaults(readFaultPlan('seed', [`egress-down=${rate}`]), () => {});
  return { faults, egress: createEgress(faults) };
}

/** Outages as [start, end] within so many milliseconds. */
function outages(rate: number, forMs: number): [number, number][] {
  const { egress } = world(rate);
  const found: [number, number][] = [];
  for (let nowMs = 0, wasDown = false; nowMs < forMs; nowMs += egress.look(nowMs)) {
    egress.look(nowMs);
    const last = found.at(-1);
    if (egress.isDown && !wasDown) found.push([nowMs, nowMs]);
    else if (last !== undefined && wasDown) last[1] = nowMs;
    wasDown = egress.isDown;
  }
  return found;
}

it('is down for about its share of the time, two to six seconds at once, the same for the same seed', () => {
  const found = outages(0.1, 3_600_000);
  expect(found).toEqual(outages(0.1, 3_600_000));
  const lengths = found.map(([start, end]) => end - start);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(2_000);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(6_001);
  const share = lengths.reduce((sum, length) => sum + length, 0) / 3_600_000;
  expect(share).toBeGreaterThan(0.08);
  expect(share).toBeLessThan(0.12);
});

it('is never down at rate 0, always at rate 1, from the next look after a change on', () => {
  const { faults, egress } = world(0);
  const told: boolean[] = [];
  const unsubscribe = egress.subscribe(isDown => void told.push(isDown));
  egress.look(0);
  egress.look(1_000_000);
  faults.setRate('egress-down', 1);
  egress.look(1_000_500);
  egress.look(9_000_000);
  faults.setRate('egress-down', 0);
  egress.look(9_000_500);
  expect(told).toEqual([false, true, false]);
  unsubscribe();
  faults.setRate('egress-down', 1);
  egress.look(9_001_000);
  expect(egress.isDown).toBe(true);
  expect(told).toHaveLength(3);
  expect(faults.states().find(({ kind }) => kind === 'egress-down')?.count).toBe(2);
});
