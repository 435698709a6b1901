import { describe, expect, it } from 'vitest';
import { WebhookCache, type WebhookCacheOptions } from '../../../functions/delivery-worker/webhook-cache.ts';
import type { WebhookState } from '../../../functions/domain/webhook.ts';
import { webhookState } from '../../support/webhook-state.ts';

/** A cache over a store that answers when the test says so. */
function cacheOver(options: WebhookCacheOptions = {}) {
  const lookups: {
    id: string;
    resolve: (state: WebhookState | undefined) => void;
    reject: (error: Error) => void;
  }[] = [];
  const time = { nowMs: 0 };
  const find = (id: string) =>
    new Promise<WebhookState | undefined>((resolve, reject) => lookups.push({ id, resolve, reject }));
  return { cache: new WebhookCache({ find }, () => time.nowMs, options), lookups, time };
}

const state = webhookState();
const other = webhookState({ name: 'changed' });

describe('WebhookCache', () => {
  it('looks a webhook up once for all who ask meanwhile', async () => {
    const { cache, lookups } = cacheOver();
    const asked = [cache.find('whk_a'), cache.find('whk_a')];
    lookups[0]?.resolve(state);
    expect(await Promise.all(asked)).toEqual([state, state]);
    expect(lookups.length).toBe(1);
  });

  it.each([
    { name: 'a webhook', found: state, lastMs: 4999, overMs: 5000 },
    { name: 'that there is none', found: undefined, lastMs: 999, overMs: 1000 },
  ])('keeps $name until $overMs ms after its lookup began', async ({ found, lastMs, overMs }) => {
    const { cache, lookups, time } = cacheOver();
    const first = cache.find('whk_a');
    time.nowMs = 300;
    lookups[0]?.resolve(found);
    expect(await first).toEqual(found);
    time.nowMs = lastMs;
    expect(await cache.find('whk_a')).toEqual(found);
    expect(lookups.length).toBe(1);
    time.nowMs = overMs;
    void cache.find('whk_a');
    expect(lookups.length).toBe(2);
  });

  it('does not keep a lookup that failed', async () => {
    const { cache, lookups } = cacheOver();
    const first = cache.find('whk_a');
    lookups[0]?.reject(new Error('throttled'));
    await expect(first).rejects.toThrow('throttled');
    const second = cache.find('whk_a');
    lookups[1]?.resolve(state);
    expect(await second).toEqual(state);
  });

  it('forgets, also a lookup that is under way', async () => {
    const { cache, lookups } = cacheOver();
    const early = cache.find('whk_a');
    cache.forget('whk_a');
    const late = cache.find('whk_a');
    lookups[1]?.resolve(other);
    lookups[0]?.resolve(state);
    expect(await early).toEqual(state);
    expect(await late).toEqual(other);
    expect(await cache.find('whk_a')).toEqual(other);
    expect(lookups.length).toBe(2);
  });

  it('a failed lookup that was forgotten takes no newer one along', async () => {
    const { cache, lookups } = cacheOver();
    const early = cache.find('whk_a');
    const late = cache.findFresh('whk_a');
    lookups[0]?.reject(new Error('throttled'));
    lookups[1]?.resolve(other);
    await expect(early).rejects.toThrow('throttled');
    expect(await late).toEqual(other);
    expect(await cache.find('whk_a')).toEqual(other);
    expect(lookups.length).toBe(2);
  });

  it('reads fresh when asked to, and keeps that', async () => {
    const { cache, lookups } = cacheOver();
    const first = cache.find('whk_a');
    lookups[0]?.resolve(state);
    await first;
    const fresh = cache.findFresh('whk_a');
    lookups[1]?.resolve(other);
    expect(await fresh).toEqual(other);
    expect(await cache.find('whk_a')).toEqual(other);
  });

  it('counts a webhook with many projects for several', async () => {
    const { cache, lookups } = cacheOver({ maxEntries: 5 });
    const companies = [{ companyId: 'acme', projectIds: Array.from({ length: 300 }, String) }];
    const large = webhookState({ filter: { anyOf: [{ eventTypes: ['*'], companies }] } });
    for (const [id, found] of [
      ['whk_a', state],
      ['whk_b', state],
      ['whk_c', large],
    ] as const) {
      const asked = cache.find(id);
      lookups.at(-1)?.resolve(found);
      await asked;
    }
    // The large one counts for four: with it there is room for one other.
    void cache.find('whk_b');
    void cache.find('whk_c');
    expect(lookups).toHaveLength(3);
    void cache.find('whk_a');
    expect(lookups).toHaveLength(4);
  });

  it('reads again what was read before the time that is asked for', async () => {
    const { cache, lookups, time } = cacheOver();
    time.nowMs = 100;
    const first = cache.find('whk_a');
    lookups[0]?.resolve(state);
    await first;
    expect([await cache.findSince('whk_a', 99), lookups.length]).toEqual([state, 1]);
    const fresh = cache.findSince('whk_a', 100);
    lookups[1]?.resolve(other);
    expect([await fresh, lookups.length]).toEqual([other, 2]);
  });

  it('lets the webhook go that was read longest ago', async () => {
    const { cache, lookups } = cacheOver({ maxEntries: 2 });
    for (const id of ['whk_a', 'whk_b', 'whk_c', 'whk_b']) {
      const found = cache.find(id);
      for (const { resolve } of lookups) resolve(state);
      await found;
    }
    expect(lookups.map(({ id }) => id)).toEqual(['whk_a', 'whk_b', 'whk_c']);
    void cache.find('whk_a');
    expect(lookups.map(({ id }) => id)).toEqual(['whk_a', 'whk_b', 'whk_c', 'whk_a']);
  });
});
