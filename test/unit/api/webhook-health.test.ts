import { describe, expect, it } from 'vitest';
import type { RecordedAttempt } from '../../../functions/domain/delivery.ts';
import { beginFailing, disable, endHoldPeriod, startRelease } from '../../../functions/domain/health.ts';
import { healthPolicy as policy } from '../../support/health-policy.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { delivery, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const { health: fresh } = webhookState();

function attempt(
  seconds: number,
  status: number | null,
  certificateExpiresAt: string | null = null,
): RecordedAttempt {
  return {
    run: 1,
    at: at(seconds),
    durationMs: 5,
    status,
    error: status === null ? 'connect' : null,
    errorDetail: null,
    responseBody: null,
    retryAfter: null,
    certificateExpiresAt,
  };
}

const first = delivery(1, { attempts: [attempt(1, 200, at(9_000)), attempt(2, 204, at(8_000))] });
const second = delivery(2, { status: 'failed', attempts: [attempt(3, 500, at(7_000)), attempt(4, null)] });
const failing = beginFailing(fresh, policy, { now: at(60), by: `delivery:${second.id}` });
const disabled = disable(fresh, 'failures', policy, { now: at(60), by: 'health-check' });

const nothing = {
  since: at(0),
  nextCheckAt: null,
  holdUntil: null,
  releasingSince: null,
  lastSuccessAt: null,
  lastFailureAt: null,
  certificateExpiresAt: null,
  heldCount: 0,
  hasMoreHeld: false,
};

async function healthOf(api: MemoryApi) {
  return (await api.send('GET', path)).body.health;
}

describe('the health of a webhook that is read', () => {
  it('knows nothing before its first delivery', async () => {
    const api = new MemoryApi();
    given(api);
    expect(await healthOf(api)).toEqual(nothing);
  });

  it('tells of the newest attempts', async () => {
    const api = new MemoryApi();
    given(api);
    for (const one of [first, second]) api.deliveries.put(one);
    expect(await healthOf(api)).toEqual({
      ...nothing,
      lastSuccessAt: at(2),
      lastFailureAt: at(4),
      certificateExpiresAt: at(7_000),
    });
  });

  it('tells of what was noted when that is newer', async () => {
    const api = new MemoryApi();
    const failures = { count: 1, firstAt: at(50), lastAt: at(50) };
    given(api, {}, { lastSuccessAt: at(40), failures });
    api.deliveries.put(first);
    expect(await healthOf(api)).toMatchObject({ lastSuccessAt: at(40), lastFailureAt: at(50) });
  });

  it('of a failing one tells of the delivery that brought it about, however many are held behind', async () => {
    const api = new MemoryApi();
    given(api, {}, failing);
    api.deliveries.put(second);
    for (let n = 10; n < 30; n++) api.deliveries.put(delivery(n, { status: 'held' }));
    expect(await healthOf(api)).toEqual({
      ...nothing,
      since: at(60),
      nextCheckAt: at(90),
      lastFailureAt: at(4),
      certificateExpiresAt: at(7_000),
      heldCount: 20,
    });
  });

  it('counts to 1,000', async () => {
    const api = new MemoryApi();
    given(api, {}, failing);
    const hold = (n: number) => {
      const one = delivery(1, { status: 'held' });
      api.deliveries.put({ ...one, id: `${one.id.slice(0, -4)}${String(n).padStart(4, '0')}` });
    };
    for (let n = 0; n < 1000; n++) hold(n);
    expect(await healthOf(api)).toMatchObject({ heldCount: 1000, hasMoreHeld: false });
    hold(1000);
    expect(await healthOf(api)).toMatchObject({ heldCount: 1000, hasMoreHeld: true });
  });

  it.each([
    ['a release', startRelease(failing, at(95)), { nextCheckAt: null, releasingSince: at(95) }],
    ['hourly checks', disabled, { nextCheckAt: at(3660), holdUntil: at(259_260) }],
    [
      'nothing but the end of its hold period',
      disable(fresh, 'gone', policy, { now: at(60), by: 'health-check' }),
      { nextCheckAt: null, holdUntil: at(259_260) },
    ],
    [
      'a hold period that is over',
      endHoldPeriod(disabled, { now: at(259_260), by: 'hold-period' }),
      { since: at(259_260), nextCheckAt: null, holdUntil: at(259_260) },
    ],
  ])('tells of %s', async (_, health, expected) => {
    const api = new MemoryApi();
    given(api, {}, health);
    expect(await healthOf(api)).toMatchObject(expected);
  });

  it('changes the tag, by which a change is still made', async () => {
    const api = new MemoryApi();
    given(api);
    const before = await api.send('GET', path);
    api.deliveries.put(first);
    const after = await api.send('GET', path, undefined, { 'if-none-match': before.headers.etag ?? '' });
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    const again = await api.send('GET', path, undefined, { 'if-none-match': after.headers.etag ?? '' });
    expect([again.status, again.body]).toEqual([304, undefined]);
    const patched = await api.send('PATCH', path, { name: 'n' }, { 'if-match': before.headers.etag ?? '' });
    expect(patched.status).toBe(200);
    const stale = await api.send('PATCH', path, { name: 'm' }, { 'if-match': after.headers.etag ?? '' });
    expect(stale.status).toBe(412);
  });
});

describe('the health of webhooks that are listed', () => {
  it('is what needs no further look', async () => {
    const api = new MemoryApi();
    given(api, {}, failing);
    api.deliveries.put(second);
    const { body } = await api.send('GET', '/v1/webhooks');
    expect(body.items.map((item: { health: unknown }) => item.health)).toEqual([
      { since: at(60), nextCheckAt: at(90), holdUntil: null, releasingSince: null },
    ]);
  });
});
