import { describe, expect, it } from 'vitest';
import { ruleOfFilter } from '../../../functions/domain/compile-filter.ts';
import type { Filter } from '../../../functions/domain/filter.ts';
import { wantsEvents } from '../../../functions/domain/webhook.ts';
import { followGrants, followGrantsOf } from '../../../functions/rule-reconciler/follow-grants.ts';
import { MemoryGrantStore } from '../../support/memory-grant-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryRuleBook } from '../../support/memory-rule-book.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';

const id = 'whk_01kdvdnt00000000000000000a';
const clause = (...companyIds: string[]) => ({
  eventTypes: ['TODO_MOVED'],
  companies: companyIds.map(companyId => ({ companyId, projectIds: '*' as const })),
});
const both: Filter = { anyOf: [clause('acme', 'globex'), clause('globex')] };

function world(filter: Filter = both) {
  const webhooks = new MemoryWebhookStore();
  const rules = new MemoryRuleBook();
  const grants = new MemoryGrantStore();
  const state = webhookState({ id, filter });
  webhooks.states.set(id, state);
  rules.rules.set(id, { pattern: state.webhook.pattern, enabled: true });
  const deps = {
    webhooks,
    rules,
    grants,
    log: memoryLog(() => {}),
    pace: async () => {},
    requestTimeoutMs: 10_000,
    now: () => Date.parse('2026-01-02T00:00:00.000Z'),
  };
  const webhook = () => {
    const found = webhooks.states.get(id)?.webhook;
    if (found === undefined) throw new Error('no webhook');
    return found;
  };
  return { webhooks, rules, grants, deps, webhook, before: state.webhook };
}

describe('followGrants', () => {
  it('takes a company whose grant is withdrawn out of the rule, and back in', async () => {
    const { rules, grants, deps, webhook, before } = world();
    await followGrants(deps, 'acme');
    expect(webhook()).toEqual({
      ...before,
      noAccessTo: ['globex'],
      ...ruleOfFilter({ anyOf: [clause('acme')] }),
      rule: 'live',
      version: 2,
      revision: 2,
      updatedAt: '2026-01-02T00:00:00.000Z',
    });
    expect(rules.rules.get(id)).toMatchObject({ pattern: webhook().pattern, enabled: true });

    grants.give('globex', 'acme');
    await followGrants(deps, 'acme');
    expect(webhook()).toEqual({ ...before, version: 3, revision: 3, updatedAt: webhook().updatedAt });
    expect(rules.rules.get(id)).toMatchObject({ pattern: before.pattern, enabled: true });
  });

  it('switches the rule off when nothing is left, and on again', async () => {
    const { webhooks, rules, grants, deps, webhook, before } = world({ anyOf: [clause('globex')] });
    await followGrants(deps, 'acme');
    expect(webhook()).toMatchObject({ noAccessTo: ['globex'], pattern: before.pattern, rule: 'off' });
    const state = webhooks.states.get(id);
    expect(state && wantsEvents(state)).toBe(false);
    expect(rules.rules.get(id)).toMatchObject({ enabled: false });
    grants.give('globex', 'acme');
    await followGrants(deps, 'acme');
    expect(webhook()).toMatchObject({ rule: 'live' });
    expect(rules.rules.get(id)).toMatchObject({ enabled: true });
  });

  it('changes nothing that is as it may be, nor other companies’ webhooks', async () => {
    const { webhooks, rules, grants, deps } = world();
    await followGrants(deps, 'globex');
    grants.give('globex', 'acme');
    grants.give('acme', 'globex');
    await followGrants(deps, 'acme');
    expect(webhooks.states.get(id)?.webhook.revision).toBe(1);
    expect(rules.calls).toEqual([]);
  });

  it('decides anew when somebody else was first, and gives up after five times', async () => {
    const { webhooks, deps, webhook } = world();
    const save = webhooks.save.bind(webhooks);
    let refusals = 4;
    webhooks.save = async (...given) => (refusals-- > 0 ? false : save(...given));
    await followGrantsOf(deps, id);
    expect(webhook().noAccessTo).toEqual(['globex']);
    refusals = 5;
    deps.grants.give('globex', 'acme');
    await expect(followGrantsOf(deps, id)).rejects.toThrow(`Others changed ${id} each time.`);
  });
});
