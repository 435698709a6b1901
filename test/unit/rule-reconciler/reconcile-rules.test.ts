import { describe, expect, it } from 'vitest';
import { AwsCallError, ProblemError } from '../../../functions/domain/errors.ts';
import type { Health, Webhook } from '../../../functions/domain/webhook.ts';
import { type ReconcilerDeps, reconcileRules } from '../../../functions/rule-reconciler/reconcile-rules.ts';
import { MemoryGrantRound } from '../../support/memory-grant-round.ts';
import { MemoryGrantStore } from '../../support/memory-grant-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryRuleBook } from '../../support/memory-rule-book.ts';
import { MemoryRuleCounts } from '../../support/memory-rule-counts.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';

const idOf = (letter: string) => `whk_01kdvdna00000000000000000${letter}`;
const nothing = { missing: 0, wrong: 0, orphaned: 0, finished: 0, skipped: 0 };

function world(more: Partial<ReconcilerDeps> = {}) {
  const webhooks = new MemoryWebhookStore();
  const rules = new MemoryRuleBook();
  const ruleCounts = new MemoryRuleCounts();
  const counted: [string, number][] = [];
  const logged: string[] = [];
  const paced: number[] = [];
  const webhookCounts: number[] = [];
  const deps: ReconcilerDeps = {
    webhooks,
    grants: new MemoryGrantStore(),
    round: new MemoryGrantRound(),
    rules,
    ruleCounts,
    transitions: {
      noteWebhooks: async count => {
        webhookCounts.push(count);
      },
    },
    metrics: { count: (name, value) => counted.push([name, value]) },
    log: memoryLog((_, message) => logged.push(message)),
    pace: async calls => {
      paced.push(calls);
    },
    requestTimeoutMs: 10_000,
    now: () => Date.parse('2026-01-01T00:01:00.000Z'),
    random: () => 0,
    remainingMs: () => 60_000,
    maxTargetChecks: 300,
    ...more,
  };
  const given = (letter: string, webhook: Partial<Webhook> = {}, health: Partial<Health> = {}) => {
    const state = webhookState({ id: idOf(letter), ...webhook }, health);
    webhooks.states.set(state.webhook.id, state);
    rules.rules.set(state.webhook.id, {
      pattern: state.webhook.pattern,
      enabled: state.webhook.rule !== 'off',
    });
    return state;
  };
  const changes = () => rules.calls.filter(call => !call.startsWith('target'));
  return { deps, webhooks, rules, ruleCounts, counted, logged, paced, given, changes, webhookCounts };
}

describe('reconcileRules', () => {
  it('leaves alone what is right', async () => {
    const { deps, given, changes, counted, logged, rules, paced, webhookCounts } = world();
    given('a');
    given('b', { rule: 'off' }, { status: 'paused', whilePaused: 'drop' });
    given('c', { rule: 'pending', updatedAt: '2026-01-01T00:00:01.000Z' });
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 3 });
    const levels = [
      ['RulesUsed', 3],
      ['RuleDrift', 0],
    ];
    expect([changes(), counted, logged]).toEqual([[], levels, ['rules reconciled']]);
    expect(rules.calls.filter(call => call.startsWith('target')).sort()).toEqual(
      ['a', 'b', 'c'].map(letter => `target ${idOf(letter)}`),
    );
    expect(paced).toEqual([1, 1, 1, 1, 1]);
    expect(webhookCounts).toEqual([3]);
  });

  it('mends missing, wrong, retargeted and orphaned rules, and finishes pending ones', async () => {
    const { deps, given, rules, webhooks, counted, paced } = world();
    for (const letter of ['a', 'b', 'c', 'd']) given(letter);
    const { pattern } = webhookState().webhook;
    rules.rules.delete(idOf('a'));
    rules.rules.set(idOf('b'), { pattern: '{}', enabled: true });
    rules.rules.set(idOf('c'), { pattern, enabled: false });
    rules.wrongTargets.add(idOf('d'));
    given('e', { rule: 'pending' });
    rules.rules.delete(idOf('e'));
    given('f', { deletedAt: '2026-01-01T00:00:00.000Z' });
    rules.rules.set(idOf('g'), { pattern: '{}', enabled: true });

    expect(await reconcileRules(deps)).toEqual({
      checked: 7,
      missing: 1,
      wrong: 3,
      orphaned: 2,
      finished: 1,
      skipped: 0,
    });
    expect(counted).toEqual([
      ['RulesUsed', 5],
      ['RuleDrift', 6],
    ]);
    expect([...rules.rules].sort()).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map(letter => [idOf(letter), { pattern, enabled: true }]),
    );
    expect([rules.wrongTargets.size, webhooks.states.get(idOf('e'))?.webhook.rule]).toEqual([0, 'live']);
    expect(paced.filter(calls => calls === 3)).toHaveLength(7);
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 5 });
  });

  it('leads rules into the lanes of their webhooks', async () => {
    const { deps, given, rules, webhooks, changes } = world();
    const slowSince = '2026-01-01T00:00:59.000Z';
    given('a', { rule: 'pending', slowSince, revision: 2 });
    given('b', { options: { timeoutSeconds: 11 } });
    given('c');
    rules.lanes.set(idOf('c'), 'slow');
    given('d', { slowSince });
    rules.lanes.set(idOf('d'), 'slow');
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 4, finished: 1, wrong: 2 });
    expect([...rules.lanes].sort()).toEqual(['a', 'b', 'd'].map(letter => [idOf(letter), 'slow']));
    expect(webhooks.states.get(idOf('a'))?.webhook).toMatchObject({ rule: 'live', slowSince, revision: 2 });
    expect(changes()).toEqual(['a', 'b', 'c'].map(letter => `put ${idOf(letter)} enabled`));
  });

  it('reads for certain before it acts: lists may lag behind', async () => {
    const { deps, webhooks, rules, given, changes } = world();
    const old = given('a').webhook;
    const created = given('b');
    webhooks.pages = async function* () {
      yield [{ ...old, pattern: 'before the update' }];
    };
    given('c', { deletedAt: '2026-01-01T00:00:00.000Z' });
    rules.rules.delete(idOf('c'));
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 2 });
    expect([changes(), rules.rules.has(created.webhook.id)]).toEqual([[], true]);
  });

  it('leaves the rule of a webhook that is being created alone, and removes it a minute later if none was', async () => {
    let nowMs = Date.parse('2026-01-01T00:00:59.999Z');
    const { deps, rules } = world({ now: () => nowMs });
    rules.rules.set(idOf('a'), { pattern: '{}', enabled: true });
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 1 });
    expect(rules.rules.has(idOf('a'))).toBe(true);
    nowMs += 1;
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 1, orphaned: 1 });
    expect(rules.rules.has(idOf('a'))).toBe(false);
  });

  it('goes on when one rule cannot be mended', async () => {
    const { deps, given, rules, logged, counted } = world();
    given('a', { rule: 'pending' });
    given('b', { rule: 'pending' });
    rules.beforePut = id => {
      if (id === idOf('a')) throw new ProblemError('too-many-rules', 'No room.');
    };
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 2, finished: 1, skipped: 1 });
    expect(logged).toEqual(['rule not mended', 'rules reconciled']);
    expect(counted).toContainEqual(['RuleRefused', 1]);
  });

  it('counts the rules as they were listed, all that the bus has, and webhooks by what they say', async () => {
    const { deps, given, rules, ruleCounts, counted } = world();
    given('a');
    given('b');
    given('c', { rule: 'off' }, { status: 'paused', whilePaused: 'drop' });
    given('d', { rule: 'pending', updatedAt: '2026-01-01T00:00:01.000Z' });
    rules.rules.delete(idOf('b'));
    rules.others = 4;
    await reconcileRules(deps);
    expect(ruleCounts.count).toEqual({
      countedAt: '2026-01-01T00:01:00.000Z',
      rulesOfWebhooks: 3,
      otherRules: 4,
      webhooks: { live: 2, pending: 1, off: 1 },
    });
    expect(counted).toContainEqual(['RulesUsed', 7]);
    expect(counted.map(([name]) => name)).not.toContain('RuleRefused');
    expect(rules.rules.has(idOf('b'))).toBe(true);
  });

  it('finishes a rule that was left pending because EventBridge throttled', async () => {
    const { deps, given, rules, webhooks, counted } = world();
    given('a', { rule: 'pending' });
    rules.rules.delete(idOf('a'));
    let calls = 0;
    rules.beforePut = () => {
      if (++calls === 1) throw new AwsCallError('ThrottlingException', 'Rate exceeded', true);
    };
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 1, skipped: 1 });
    expect(webhooks.states.get(idOf('a'))?.webhook.rule).toBe('pending');
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 1, finished: 1 });
    expect(webhooks.states.get(idOf('a'))?.webhook.rule).toBe('live');
    expect(counted.map(([name]) => name)).not.toContain('RuleRefused');
  });

  it('stops in time; what the lists show goes first', async () => {
    let left = 13_000;
    const { deps, given, rules, changes } = world({
      remainingMs: () => {
        left -= 1_000;
        return left;
      },
    });
    for (const letter of ['a', 'b', 'c', 'd', 'e']) given(letter);
    rules.rules.delete(idOf('e'));
    expect(await reconcileRules(deps)).toEqual({ ...nothing, checked: 5, missing: 1, skipped: 2 });
    expect(changes()).toEqual([`put ${idOf('e')} enabled`]);
  });

  it.each([
    [0, ['a', 'b']],
    [0.5, ['c', 'd']],
    [0.99, ['e', 'a']],
  ])('mends what the lists show from a random one on (%d)', async (random, letters) => {
    let left = 12_000;
    const remainingMs = () => {
      left -= 1000;
      return left;
    };
    const { deps, given, rules, changes } = world({ random: () => random, remainingMs });
    for (const letter of ['a', 'b', 'c', 'd', 'e']) given(letter);
    rules.rules.clear();
    expect(await reconcileRules(deps)).toMatchObject({ missing: 2, skipped: 3 });
    expect(changes()).toEqual(letters.map(letter => `put ${idOf(letter)} enabled`));
  });

  it.each([
    [0, ['a', 'b']],
    [0.5, ['c', 'd']],
    [0.99, ['a', 'e']],
  ])('looks at so many targets, from a random one on (%d)', async (random, letters) => {
    const { deps, given, rules } = world({ random: () => random, maxTargetChecks: 2 });
    for (const letter of ['a', 'b', 'c', 'd', 'e']) given(letter);
    await reconcileRules(deps);
    expect(rules.calls).toEqual(letters.map(letter => `target ${idOf(letter)}`));
  });
});
