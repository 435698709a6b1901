import { describe, expect, it } from 'vitest';
import { duplicatesBound } from '../../soak/duplicates-bound.ts';
import { Ledger, type RecordedStatus } from '../../soak/ledger.ts';
import type { ReceiverKind } from '../../soak/receiver-kinds.ts';
import { soakEvent } from '../../soak/soak-events.ts';
import { recordedStatus } from '../../soak/soak-records.ts';
import { type FinalState, judge } from '../../soak/verdict.ts';

const active: FinalState = { status: 'active', statusReason: null };
const everything = { types: undefined, condition: undefined };

/** One event, one webhook that wants it or not, and what became of it. */
function verdict(facts: {
  kind?: ReceiverKind;
  isWanted?: boolean;
  record?: RecordedStatus;
  calls?: number;
  taken?: number;
  state?: FinalState;
}) {
  const { kind = 'healthy', isWanted = true, record, calls = 0, taken = 0, state = active } = facts;
  const ledger = new Ledger(1, 1);
  const event = soakEvent('s', 0);
  const companyId = isWanted ? event.companyId : 'nobody';
  const webhook = {
    index: 0,
    kind,
    clauses: [{ ...everything, companies: [{ companyId, projects: undefined }] }],
  };
  for (let call = 0; call < calls; call++) ledger.noteCall(0, 0, 'dlv_1');
  for (let call = 0; call < taken; call++) ledger.noteTaken(0, 0);
  if (record !== undefined) ledger.noteRecord(0, 0, record, calls);
  const lines = judge({ ledger, webhooks: [webhook], finalStates: [state], eventOf: () => event });
  return { rules: ledger.violations.map(({ rule }) => rule), lines };
}

describe('judge', () => {
  it('finds nothing wrong with a delivery that was taken once', () => {
    const { rules, lines } = verdict({ record: 'delivered', calls: 1, taken: 1 });
    expect(rules).toEqual([]);
    expect(lines).toEqual([
      {
        kind: 'healthy',
        webhooks: 1,
        expected: 1,
        delivered: 1,
        held: 0,
        exhausted: 0,
        refused: 0,
        calls: 1,
      },
    ]);
  });

  const disabled = (statusReason: string): FinalState => ({ status: 'disabled', statusReason });

  it.each([
    [{}, 'an event is lost'],
    [{ calls: 1, taken: 1 }, 'an event is lost'],
    [{ record: 'pending', calls: 1 }, 'a delivery is still pending'],
    [{ record: 'delivered', calls: 1 }, 'a delivery is called delivered that nobody took'],
    [{ record: 'held' }, 'a delivery has ended as it should not'],
    [{ record: 'exhausted', calls: 5 }, 'a delivery has ended as it should not'],
    [{ record: 'failed', calls: 3 }, 'a delivery has ended as it should not'],
    [{ isWanted: false, calls: 1 }, 'an event came to a webhook that does not want it'],
    [{ isWanted: false, record: 'held' }, 'an event came to a webhook that does not want it'],
    [
      { record: 'delivered', calls: 1, taken: 1, state: disabled('failures') },
      'a webhook is not active that should be',
    ],
    [{ kind: 'failing', record: 'exhausted' }, 'a webhook is not disabled that should be'],
    [
      { kind: 'failing', record: 'held', state: disabled('gone') },
      'a webhook is not disabled that should be',
    ],
    [{ kind: 'gone', record: 'exhausted', state: disabled('gone') }, 'a delivery has ended as it should not'],
  ] as const)('%j: %s', (facts, rule) => {
    expect(verdict(facts).rules).toEqual([rule]);
  });

  it.each([
    [{ isWanted: false }],
    [{ kind: 'flapping', record: 'exhausted', calls: 5 }],
    [{ kind: 'refusing', record: 'refused', calls: 1 }],
    [{ kind: 'failing', record: 'exhausted', calls: 5, state: disabled('failures') }],
    [{ kind: 'failing', record: 'held', state: disabled('failures') }],
    [{ kind: 'gone', record: 'gone', calls: 1, state: disabled('gone') }],
  ] as const)('%j is as it should be', facts => {
    expect(verdict(facts).rules).toEqual([]);
  });
});

describe('Ledger', () => {
  it('counts calls after a success as duplicates, and tells of two ids for one delivery', () => {
    const ledger = new Ledger(2, 2);
    ledger.noteCall(1, 1, 'dlv_1');
    ledger.noteCall(1, 1, 'dlv_1');
    expect(ledger.duplicates).toBe(0);
    ledger.noteTaken(1, 1);
    ledger.noteCall(1, 1, 'dlv_1');
    expect([ledger.calls, ledger.duplicates, ledger.violations]).toEqual([3, 1, []]);
    ledger.noteCall(1, 1, 'dlv_2');
    expect(ledger.violations).toEqual([
      { rule: 'one delivery came under two webhook-ids', webhook: 1, event: 1, detail: 'dlv_2' },
    ]);
    expect([ledger.callsOf(0, 1), ledger.callsOf(1, 1), ledger.callsOf(1, 0)]).toEqual([0, 4, 0]);
    expect(() => ledger.noteCall(2, 0, 'x')).toThrow(RangeError);
  });
});

it.each([
  ['delivered', [200], 'delivered'],
  ['held', [500], 'held'],
  ['failed', [500, 500, null, 500, 500], 'exhausted'],
  ['failed', [410], 'gone'],
  ['failed', [500, 422], 'refused'],
  ['failed', [500, 500], 'failed'],
  ['failed', [], 'failed'],
] as const)('a record %s after %j is %s', (status, answers, expected) => {
  expect(recordedStatus({ status, attempts: answers.map(answer => ({ status: answer })) })).toBe(expected);
});

it('bounds duplicates by the faults that cause them, and by no others', () => {
  expect(duplicatesBound({})).toBe(0);
  expect(duplicatesBound({ 'sqs-duplicate': 3, 'eventbridge-duplicate': 4, 'worker-kill': 2 })).toBe(27);
  expect(duplicatesBound({ 'dynamodb-throttle': 3, 'dynamodb-error': 1 })).toBe(0);
  expect(duplicatesBound({ 'dynamodb-throttle': 4, 'dynamodb-error': 1, 'sqs-error': 3 })).toBe(20);
  expect(duplicatesBound({ 'egress-down': 1 })).toBe(80);
  expect(duplicatesBound({ 'invocation-throttle': 9, 'clock-skew': 9, 'eventbridge-reorder': 9 })).toBe(0);
});
