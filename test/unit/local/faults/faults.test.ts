import { expect, it } from 'vitest';
import { readFaultPlan } from '../../../../local/faults/fault-plan.ts';
import { createFaults } from '../../../../local/faults/faults.ts';

function faultsOf(...changes: string[]) {
  const lines: string[] = [];
  const faults = createFaults(readFaultPlan('seed', ['all=0', ...changes]), line => void lines.push(line));
  return { faults, lines };
}

function decisions(caller: string, ...changes: string[]): boolean[] {
  const { faults } = faultsOf(...changes);
  return Array.from({ length: 50 }, () => faults.strikes('sqs-error', caller, 'x'));
}

it('takes the same decisions again for the same seed, whatever other kinds do in between', () => {
  const { faults } = faultsOf('sqs-error=0.3', 'sqs-duplicate=0.3');
  const mixed = Array.from({ length: 50 }, () => {
    faults.strikes('sqs-duplicate', 'worker', 'x');
    return faults.strikes('sqs-error', 'worker', 'x');
  });
  expect(mixed).toEqual(decisions('worker', 'sqs-error=0.3'));
  expect(new Set(mixed).size).toBe(2);
});

it('is not shifted by callers whom it spares', () => {
  const { faults } = faultsOf('sqs-error=0.3');
  const mixed = Array.from({ length: 50 }, () => {
    faults.strikes('sqs-error', 'client', 'x');
    return faults.strikes('sqs-error', 'worker', 'x');
  });
  expect(mixed).toEqual(decisions('worker', 'sqs-error=0.3'));
});

it.each([
  ['Finehook-DeliveryWorker1A', [], true],
  ['event-source-mapping', [], true],
  ['client', [], false],
  ['Finehook-ApiFunction1A', [], false],
  ['Finehook-KeyMakerFunction1A', [], false],
  ['client', ['client', 'Sweeper'], true],
  ['Finehook-Sweeper1A', ['client', 'Sweeper'], true],
  ['Finehook-DeliveryWorker1A', ['client', 'Sweeper'], false],
])('strikes %s with callers %j: %s', (caller, callers, expected) => {
  const rule = callers.length === 0 ? 'sqs-error=1' : `sqs-error=1@${callers.join(',')}`;
  expect(faultsOf(rule).faults.strikes('sqs-error', caller, 'x')).toBe(expected);
});

it('knows callers by the keys that they sign with', () => {
  const { faults } = faultsOf();
  faults.nameCaller('ASIA1', 'worker');
  expect([faults.callerOf('ASIA1'), faults.callerOf('test'), faults.callerOf(undefined)]).toEqual([
    'worker',
    'client',
    'client',
  ]);
});

it('counts and logs what struck, and only that', () => {
  const { faults, lines } = faultsOf('sqs-error=1');
  faults.strikes('sqs-error', 'worker', 'SendMessage');
  faults.strikes('dynamodb-error', 'worker', 'PutItem');
  expect(faults.draws('sqs-error', 'worker')).toBe(true);
  expect(lines).toEqual(['fault sqs-error: worker SendMessage']);
  faults.count('sqs-error', 'worker', 'later');
  const counts = faults.states().filter(({ count }) => count > 0);
  expect(counts).toEqual([{ kind: 'sqs-error', rate: 1, callers: undefined, count: 2 }]);
});

it('takes another rate while it goes on', () => {
  const { faults } = faultsOf();
  expect(faults.strikes('sqs-error', 'worker', 'x')).toBe(false);
  const told: number[] = [];
  faults.onRateChange(() => void told.push(faults.rateOf('sqs-error')));
  faults.setRate('sqs-error', 1);
  expect(faults.strikes('sqs-error', 'worker', 'x')).toBe(true);
  expect(told).toEqual([1]);
});
