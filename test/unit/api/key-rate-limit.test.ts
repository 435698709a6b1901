import { describe, expect, it } from 'vitest';
import { keyRateLimit } from '../../../functions/api/key-rate-limit.ts';
import { ProblemError } from '../../../functions/domain/errors.ts';
import { keyRateOf } from '../../../functions/domain/key-rate.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { MemoryKeyRateCounts } from '../../support/memory-key-rate-counts.ts';
import { memoryLog } from '../../support/memory-log.ts';

const startMs = Date.parse('2026-01-01T00:00:00.000Z');
const clock = { nowMs: startMs };
const log = memoryLog(() => {});

/** @returns how many of these requests are let through, asked one after the other of each instance in turn */
async function letThrough(requests: number, instances: ReturnType<typeof keyRateLimit>[]): Promise<number> {
  let through = 0;
  for (let asked = 0; asked < requests; asked++) {
    const admitted = await instances[asked % instances.length]?.({ id: 'key_1', kind: 'key' }).catch(
      (error: unknown) => {
        if (!(error instanceof ProblemError)) throw error;
        return undefined;
      },
    );
    if (admitted !== undefined) through++;
  }
  return through;
}

const of = (rate: ReturnType<typeof keyRateOf>, counts: MemoryKeyRateCounts) =>
  keyRateLimit({ rate, counts, now: () => clock.nowMs, log });

describe('the rate of a key', () => {
  it('is a burst in the time that the burst takes in the long run', () => {
    expect(keyRateOf(50, 250)).toEqual({ quota: 250, windowMs: 5000 });
    expect(keyRateOf(0.5, 1)).toEqual({ quota: 1, windowMs: 2000 });
    expect(keyRateOf(30, 100)).toEqual({ quota: 100, windowMs: 3334 });
  });

  it('holds exactly where one instance answers', async () => {
    const counts = new MemoryKeyRateCounts();
    expect(await letThrough(300, [of(keyRateOf(50, 250), counts)])).toBe(250);
  });

  it('never lets more through over many instances, and wastes little', async () => {
    const counts = new MemoryKeyRateCounts();
    const instances = Array.from({ length: 4 }, () => of(keyRateOf(50, 250), counts));
    const through = await letThrough(1000, instances);
    expect(through).toBe(250);
    // 1 + 2 + 4 + 8 in each of four instances, sixteen times 12 or what is left, and three that find nothing left.
    expect(counts.calls).toBe(16 + 16 + 3);
  });

  it('counts seldom called keys one by one', async () => {
    const counts = new MemoryKeyRateCounts();
    const [one, other] = [of(keyRateOf(1, 2), counts), of(keyRateOf(1, 2), counts)];
    expect(await letThrough(2, [one, other])).toBe(2);
    expect(await letThrough(2, [one, other])).toBe(0);
    expect(counts.calls).toBe(3);
    // Both know now that nothing is left.
    expect(await letThrough(50, [one, other])).toBe(0);
    expect(counts.calls).toBe(3);
  });

  it('begins anew with each window', async () => {
    const counts = new MemoryKeyRateCounts();
    const instance = of(keyRateOf(1, 2), counts);
    expect(await letThrough(5, [instance])).toBe(2);
    clock.nowMs = startMs + 1999;
    expect(await letThrough(5, [instance])).toBe(0);
    clock.nowMs = startMs + 2000;
    expect(await letThrough(5, [instance])).toBe(2);
    clock.nowMs = startMs;
  });
});

describe('answers', () => {
  const keyRate = keyRateOf(1, 3);
  const field = (name: string, api: MemoryApi) => api.lastHeaders[name];

  it('say what is left, also when they are errors', async () => {
    const api = new MemoryApi({ keyRate });
    api.nowMs += 900;
    await api.send('GET', '/v1/webhooks');
    expect([field('ratelimit', api), field('ratelimit-policy', api)]).toEqual([
      '"key";r=2;t=3',
      '"key";q=3;w=3',
    ]);
    api.nowMs += 1100;
    await api.send('GET', '/v1/webhooks/whk_x');
    expect(field('ratelimit', api)).toBe('"key";r=1;t=1');
    await api.send('GET', '/v1/webhooks?limit=0');
    expect(field('ratelimit', api)).toBe('"key";r=0;t=1');
    const { status, headers, body } = await api.send('GET', '/v1/webhooks');
    expect([status, headers['retry-after'], body]).toEqual([
      429,
      '1',
      {
        type: 'https://finehook.dev/problems/too-many-requests',
        title: 'Too many requests',
        status: 429,
        detail: 'This API key has used up its 3 requests; the next ones are taken in 1 s.',
        requestId: 'req-1',
        errors: [],
      },
    ]);
    expect(field('ratelimit', api)).toBe('"key";r=0;t=1');
    expect(field('ratelimit-policy', api)).toBe('"key";q=3;w=3');
  });

  it('to other keys, and to nobody, are not counted', async () => {
    const api = new MemoryApi({ keyRate });
    for (let i = 0; i < 4; i++) await api.send('GET', '/v1/webhooks');
    expect((await api.send('GET', '/v1/webhooks')).status).toBe(429);
    const other = { authorization: `Bearer ${api.key(['acme'])}` };
    expect((await api.send('GET', '/v1/webhooks', undefined, other)).status).toBe(200);
    expect((await api.send('GET', '/openapi.json')).status).toBe(200);
    expect(field('ratelimit', api)).toBeUndefined();
    expect((await api.send('GET', '/v1/webhooks', undefined, { authorization: 'Bearer x' })).status).toBe(
      401,
    );
    expect(field('ratelimit-policy', api)).toBeUndefined();
  });

  it('come all the same while nobody can count', async () => {
    const api = new MemoryApi({ keyRate });
    api.keyRateCounts.failure = new Error('no table');
    for (let i = 0; i < 5; i++) expect((await api.send('GET', '/v1/webhooks')).status).toBe(200);
    expect(field('ratelimit', api)).toBeUndefined();
    expect(field('ratelimit-policy', api)).toBe('"key";q=3;w=3');
    expect(api.logged[0]).toMatchObject({ level: 'warn', message: 'requests of a key were not counted' });
  });
});
