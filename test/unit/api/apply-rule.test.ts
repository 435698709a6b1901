import { describe, expect, it } from 'vitest';
import { applyRule } from '../../../functions/domain/apply-rule.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import type { WebhookState } from '../../../functions/domain/webhook.ts';
import { MemoryRuleBook } from '../../support/memory-rule-book.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';

const { id } = webhookState().webhook;

function world(state: WebhookState) {
  const webhooks = new MemoryWebhookStore();
  webhooks.states.set(id, state);
  return { webhooks, rules: new MemoryRuleBook(), requestTimeoutMs: 10_000 };
}

const revision = (number: number, more: Partial<WebhookState['webhook']> = {}) =>
  webhookState({ version: 1, revision: number, rule: 'pending', pattern: `pattern ${number}`, ...more });

describe('applyRule', () => {
  it('puts and marks', async () => {
    const ports = world(revision(1));
    expect((await applyRule(revision(1), ports)).webhook.rule).toBe('live');
    expect([...ports.rules.rules]).toEqual([[id, { pattern: 'pattern 1', enabled: true }]]);
    expect(ports.webhooks.states.get(id)?.webhook.rule).toBe('live');
  });

  it('puts the newest state again when the webhook has gone on', async () => {
    const ports = world(revision(3));
    const applied = await applyRule(revision(2), ports);
    expect([applied.webhook.revision, applied.webhook.rule]).toEqual([3, 'live']);
    expect(ports.rules.rules.get(id)?.pattern).toBe('pattern 3');
  });

  it('two at once: whoever puts last puts the newest', async () => {
    const ports = world(revision(2));
    let overtaken = false;
    ports.rules.beforePut = async (_, { pattern }) => {
      if (pattern !== 'pattern 2' || overtaken) return;
      overtaken = true;
      // While the older one hangs, the newer one is written, put and marked; then the older one overwrites its rule.
      ports.webhooks.states.set(id, revision(3));
      await applyRule(revision(3), ports);
      expect(ports.rules.rules.get(id)?.pattern).toBe('pattern 3');
    };
    await applyRule(revision(2), ports);
    expect(ports.rules.calls.length).toBe(3);
    expect(ports.rules.rules.get(id)?.pattern).toBe('pattern 3');
    expect(ports.webhooks.states.get(id)?.webhook).toMatchObject({ revision: 3, rule: 'live' });
  });

  it('takes the rule away again when the webhook was deleted meanwhile', async () => {
    const ports = world(revision(2, { deletedAt: '2026-01-02T00:00:00.000Z' }));
    const applied = await applyRule(revision(1), ports);
    expect([ports.rules.calls, ports.rules.rules.size]).toEqual([[`put ${id} enabled`, `remove ${id}`], 0]);
    expect(applied.webhook.rule).toBe('off');
  });

  it('takes the rule away when there is no such webhook any more', async () => {
    const ports = world(revision(1));
    ports.webhooks.states.clear();
    await applyRule(revision(1), ports);
    expect(ports.rules.rules.size).toBe(0);
  });

  it('gives up after five rounds and leaves it pending', async () => {
    const ports = world(revision(1));
    let newest = 1;
    ports.rules.beforePut = () => {
      ports.webhooks.states.set(id, revision(++newest));
    };
    const applied = await applyRule(revision(1), ports);
    expect([ports.rules.calls.length, applied.webhook.rule, applied.webhook.revision]).toEqual([
      5,
      'pending',
      6,
    ]);
  });

  it('takes back the mark of a newer rule that it may have overwritten', async () => {
    const ports = world(revision(1));
    let newest = 1;
    ports.rules.beforePut = () => {
      // Each time another change is written, put and marked while this one hangs.
      ports.webhooks.states.set(id, revision(++newest, { rule: 'live' }));
    };
    await applyRule(revision(1), ports);
    expect([ports.rules.rules.get(id)?.pattern, ports.webhooks.states.get(id)?.webhook]).toMatchObject([
      'pattern 5',
      { revision: 6, rule: 'pending' },
    ]);
  });

  it('leaves it pending when EventBridge fails', async () => {
    const ports = world(revision(1));
    ports.rules.beforePut = () => {
      throw new AwsCallError('InternalException', 'oops', true);
    };
    await expect(applyRule(revision(1), ports)).rejects.toThrow('oops');
    expect(ports.webhooks.states.get(id)?.webhook.rule).toBe('pending');
  });
});
