import { expect, it } from 'vitest';
import { reconcile } from '../../../functions/rule-reconciler/reconcile.ts';
import { MemoryGrantRound } from '../../support/memory-grant-round.ts';
import { MemoryGrantStore } from '../../support/memory-grant-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryRuleBook } from '../../support/memory-rule-book.ts';
import { MemoryRuleCounts } from '../../support/memory-rule-counts.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';

const idOf = (letter: string) => `whk_01kdvdnt00000000000000000${letter}`;

function world() {
  const webhooks = new MemoryWebhookStore();
  const rules = new MemoryRuleBook();
  // Changed this very moment: the schedule would let it settle.
  for (const letter of ['a', 'b']) {
    const state = webhookState(
      { id: idOf(letter), rule: 'pending', revision: 2 },
      { status: 'disabled', statusReason: 'failures', holdPeriodOver: true },
    );
    webhooks.states.set(state.webhook.id, state);
    rules.rules.set(state.webhook.id, { pattern: state.webhook.pattern, enabled: true });
  }
  const deps = {
    webhooks,
    grants: new MemoryGrantStore(),
    round: new MemoryGrantRound(),
    rules,
    ruleCounts: new MemoryRuleCounts(),
    transitions: { noteWebhooks: async () => {} },
    metrics: { count: () => {} },
    log: memoryLog(() => {}),
    pace: async () => {},
    requestTimeoutMs: 10_000,
    now: () => Date.parse('2026-01-01T00:00:00.000Z'),
    random: () => 0,
    remainingMs: () => 60_000,
    maxTargetChecks: 300,
  };
  return { webhooks, rules, deps };
}

it('mends the one webhook that it is told of, at once', async () => {
  const { webhooks, rules, deps } = world();
  expect(await reconcile(deps, { webhook: idOf('a') })).toBeUndefined();
  expect(rules.rules.get(idOf('a'))).toMatchObject({ enabled: false });
  expect(webhooks.states.get(idOf('a'))?.webhook).toMatchObject({ rule: 'off', revision: 2 });
  expect(rules.rules.get(idOf('b'))).toMatchObject({ enabled: true });
  expect(webhooks.states.get(idOf('b'))?.webhook.rule).toBe('pending');
});

it('does nothing for a webhook that is not there', async () => {
  const { rules, deps } = world();
  await reconcile(deps, { webhook: idOf('z') });
  expect(rules.calls).toEqual([]);
});

it('by schedule goes through all of them, and lets what has just changed settle', async () => {
  const { rules, deps } = world();
  const event = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };
  expect(await reconcile(deps, event)).toMatchObject({ checked: 2, finished: 0 });
  expect(rules.rules.get(idOf('a'))).toMatchObject({ enabled: true });
});
