import { expect, it } from 'vitest';
import { StartFailure } from '../../../../local/failure.ts';
import { faultKindNames, faultKinds } from '../../../../local/faults/fault-kinds.ts';
import { readFaultPlan } from '../../../../local/faults/fault-plan.ts';

it('has every kind at its default rate, for the default callers', () => {
  const { seed, rules } = readFaultPlan('s', []);
  expect(seed).toBe('s');
  expect(Object.keys(rules)).toEqual(faultKindNames);
  for (const kind of faultKindNames) {
    expect(rules[kind]).toEqual({ rate: faultKinds[kind].rate, callers: undefined });
  }
});

it('changes rates and callers, one after the other', () => {
  const { rules } = readFaultPlan('s', ['all=0', 'sqs-error=0.25', 'worker-kill=1@Sweeper,DeliveryWorker']);
  expect(rules['dynamodb-error']).toEqual({ rate: 0, callers: undefined });
  expect(rules['sqs-error']).toEqual({ rate: 0.25, callers: undefined });
  expect(rules['worker-kill']).toEqual({ rate: 1, callers: ['Sweeper', 'DeliveryWorker'] });
});

it.each([
  ['sqs-eror=1', 'must be KIND=RATE, with a kind out of: all, dynamodb-throttle, '],
  ['sqs-error', 'must be KIND=RATE'],
  ['toString=1', 'must be KIND=RATE'],
  ['sqs-error=1.1', 'the rate must be from 0 to 1'],
  ['sqs-error=1.1.1', 'the rate must be from 0 to 1'],
])('refuses --fault %s', (change, message) => {
  expect(() => readFaultPlan('s', [change])).toThrow(StartFailure);
  expect(() => readFaultPlan('s', [change])).toThrow(message);
});
