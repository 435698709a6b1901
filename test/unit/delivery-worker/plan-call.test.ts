import { expect, it } from 'vitest';
import { type CallFacts, type CallPlan, planCall } from '../../../functions/delivery-worker/plan-call.ts';

const first: CallFacts = {
  source: 'delivery',
  lane: 'fast',
  openCalls: 0,
  oldestOpenMs: 0,
  answersQuickly: false,
  isAvoided: false,
  timeoutMs: 10_000,
  endsInMs: 28_000,
};
const call: CallPlan = { kind: 'call' };
const passOn: CallPlan = { kind: 'pass-on' };
const later: CallPlan = { kind: 'later' };

it.each<[string, Partial<CallFacts>, CallPlan]>([
  ['the first of a webhook', {}, call],
  ['a second while the first is out', { openCalls: 1 }, { kind: 'wait', atMostMs: 1000 }],
  ['… for a while', { openCalls: 1, oldestOpenMs: 999 }, { kind: 'wait', atMostMs: 1 }],
  ['… for a second', { openCalls: 1, oldestOpenMs: 1000 }, passOn],
  ['more of a webhook that answers quickly', { openCalls: 9, oldestOpenMs: 999, answersQuickly: true }, call],
  ['… until it does not', { openCalls: 9, oldestOpenMs: 1000, answersQuickly: true }, passOn],
  ['one of a webhook that this instance avoids', { isAvoided: true }, passOn],
  ['one of a slow webhook', { lane: 'slow' }, passOn],
  ['one of a slow webhook, when time is short', { lane: 'slow', endsInMs: 0 }, passOn],
  ['one with just time enough', { endsInMs: 10_000 }, call],
  ['one without time enough', { endsInMs: 9999 }, later],
  ['slow lane: one of ten', { source: 'slow', lane: 'slow', openCalls: 9, oldestOpenMs: 9000 }, call],
  [
    'slow lane: the eleventh',
    { source: 'slow', lane: 'slow', openCalls: 10 },
    { kind: 'wait', atMostMs: 18_001 },
  ],
  ['slow lane: without time enough', { source: 'slow', lane: 'slow', openCalls: 10, endsInMs: 9999 }, later],
  ['slow lane: one of a fast webhook', { source: 'slow', isAvoided: true }, call],
  ['a suspect of a slow webhook', { source: 'isolation', lane: 'slow' }, call],
  ['a suspect without time enough', { source: 'isolation', endsInMs: 9999 }, later],
])('%s', (_, facts, plan) => {
  expect(planCall({ ...first, ...facts })).toEqual(plan);
});
