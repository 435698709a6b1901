import { describe, expect, it } from 'vitest';
import { newResend, type ResendJob } from '../../../functions/domain/resend-job.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}/resends`;
const now = '2026-01-01T00:00:00.000Z';
const from = '2025-12-30T00:00:00.000Z';
const to = '2025-12-31T12:00:00.000Z';
const idAt = (n: number) => `rsd_01kdvdna00000000000000000${n}`;

function job(n: number, members: Partial<ResendJob> = {}): ResendJob {
  const window = { statuses: ['failed'] as const, from, to };
  return { ...newResend({ id: idAt(n), webhookId, ...window, createdBy: 'key:key_1' }, now), ...members };
}

function apiWith(...jobs: ResendJob[]): MemoryApi {
  const api = new MemoryApi();
  given(api);
  for (const one of jobs) api.resends.put(one);
  return api;
}

const view = (n: number, members: object = {}) => ({
  id: idAt(n),
  webhookId,
  status: 'running',
  statuses: ['failed'],
  from,
  to,
  total: null,
  sent: 0,
  skipped: 0,
  waitingSince: null,
  createdAt: now,
  updatedAt: now,
  finishedAt: null,
  ...members,
});

describe('createResend', () => {
  it('writes it down, and asks the sweeper to begin', async () => {
    const api = apiWith();
    const { status, headers, body } = await api.send('POST', path, { from, to, statuses: ['failed'] });
    expect(body.id).toMatch(/^rsd_[0-9a-hjkmnp-tv-z]{26}$/);
    expect([status, headers.location]).toEqual([202, `${path}/${body.id}`]);
    expect(body).toEqual({ ...view(0), id: body.id });
    expect([...api.resends.jobs.values()]).toEqual([{ ...job(0), id: body.id, createdBy: 'key:key_0' }]);
    expect([api.resendsBegun, api.sent]).toEqual([[webhookId], []]);
    expect(api.logged[0]).toEqual({
      level: 'info',
      message: 'a resend was asked for',
      fields: { webhookId, resendId: body.id, keyId: 'key_0' },
    });
  });

  it('takes failed and held ones unless it is said, each once, and times of any offset', async () => {
    const window = { from: '2025-12-30T01:00:00+01:00', to: '2025-12-31T12:00:00Z' };
    const { body } = await apiWith().send('POST', path, window);
    expect([body.from, body.to, body.statuses]).toEqual([from, to, ['failed', 'held']]);
    const twice = await apiWith().send('POST', path, { from, to, statuses: ['held', 'held'] });
    expect(twice.body.statuses).toEqual(['held']);
  });

  it.each([
    [{ to }, '/from', 'This member is required.'],
    [{ from }, '/to', 'This member is required.'],
    [{ from: '2025-12-30', to }, '/from', 'Is not valid.'],
    [{ from: '2025-02-30T00:00:00Z', to }, '/from', 'Is not valid.'],
    [{ from: to, to: from }, '/to', 'Must be later than "from".'],
    [{ from, to: from }, '/to', 'Must be later than "from".'],
    [{ from, to, statuses: [] }, '/statuses', 'Must not be empty: an empty list never means everything.'],
    [{ from, to, statuses: ['delivered'] }, '/statuses/0', 'Must be "failed" or "held".'],
    [{ from, to, status: ['failed'] }, '/status', 'Unknown member. Did you mean "statuses"?'],
    [
      { from, to: '2026-01-29T00:00:00.001Z' },
      '/to',
      'The time from "from" to "to" is longer than the 30 days that deliveries are kept.',
    ],
  ])('400: %j', async (body, pointer, detail) => {
    const api = apiWith();
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail })],
    ]);
    expect([api.resends.jobs.size, api.resendsBegun]).toEqual([0, []]);
  });

  it('may be as long as deliveries are kept', async () => {
    const window = { from, to: '2026-01-29T00:00:00.000Z' };
    expect((await apiWith().send('POST', path, window)).status).toBe(202);
  });

  it('409 while another one runs, which it names', async () => {
    const api = apiWith(job(1));
    const { status, body } = await api.send('POST', path, { from, to });
    expect([status, body.type, body.detail]).toEqual([
      409,
      'https://finehook.dev/problems/resend-running',
      `A resend of this webhook is running: ${idAt(1)}. Wait until it is completed, or cancel it (POST /v1/webhooks/{id}/resends/{resendId}/cancel).`,
    ]);
    expect([api.resends.jobs.size, api.resendsBegun]).toEqual([1, []]);
    api.resends.put(job(1, { status: 'completed' }));
    expect((await api.send('POST', path, { from, to })).status).toBe(202);
  });

  it('is taken though the webhook is paused: it waits', async () => {
    const api = apiWith();
    given(api, {}, { status: 'paused' });
    expect((await api.send('POST', path, { from, to })).status).toBe(202);
  });

  it('404 for a deleted webhook', async () => {
    const api = apiWith();
    given(api, { deletedAt: now });
    expect((await api.send('POST', path, { from, to })).status).toBe(404);
  });

  it('is left to the schedule when the sweeper cannot be asked', async () => {
    const api = apiWith();
    api.sweeperFails = true;
    expect((await api.send('POST', path, { from, to })).status).toBe(202);
    expect(api.logged[1]).toMatchObject({ level: 'error', message: 'a resend is left to the sweeper' });
  });
});

describe('getResend', () => {
  it('says how far it is, and nothing of what is under way', async () => {
    const api = apiWith(
      job(1, {
        total: 9,
        sent: 4,
        skipped: 1,
        waitingSince: now,
        page: ['dlv_1'],
        after: 'dlv_1',
        pacedSince: now,
      }),
    );
    const { status, body } = await api.send('GET', `${path}/${idAt(1)}`);
    expect([status, body]).toEqual([200, view(1, { total: 9, sent: 4, skipped: 1, waitingSince: now })]);
  });

  it('stays readable when the webhook is deleted', async () => {
    const api = apiWith(job(1, { status: 'failed', finishedAt: now }));
    given(api, { deletedAt: now });
    const { body } = await api.send('GET', `${path}/${idAt(1)}`);
    expect(body).toEqual(view(1, { status: 'failed', finishedAt: now }));
  });

  it.each([idAt(2), 'rsd_', 'x', webhookId])('404: %s', async id => {
    const { status, body } = await apiWith(job(1)).send('GET', `${path}/${id}`);
    expect([status, body.detail]).toEqual([
      404,
      'No such resend, or this API key does not hold all of its companies.',
    ]);
  });

  it('404 for one of another webhook', async () => {
    const api = apiWith(job(1, { webhookId: 'whk_01kdvdnt000000000000000001' }));
    expect((await api.send('GET', `${path}/${idAt(1)}`)).status).toBe(404);
  });
});

describe('listResends', () => {
  it('pages, newest first', async () => {
    const api = apiWith(job(1, { status: 'completed' }), job(2, { status: 'cancelled' }), job(3));
    const first = await api.send('GET', `${path}?limit=2`);
    expect(first.body.items).toEqual([view(3), view(2, { status: 'cancelled' })]);
    const second = await api.send('GET', `${path}?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({ items: [view(1, { status: 'completed' })], nextCursor: null });
    const wrong = Buffer.from(webhookId).toString('base64url');
    expect((await api.send('GET', `${path}?cursor=${wrong}`)).body.errors[0].pointer).toBe('?cursor');
  });
});

describe('cancelResend', () => {
  const cancel = `${path}/${idAt(1)}/cancel`;
  const cancelled = view(1, { status: 'cancelled', sent: 4, finishedAt: now });

  it('ends it, and leaves the page that is under way to the sweeper', async () => {
    const api = apiWith(job(1, { sent: 4, page: ['dlv_1'], waitingSince: now, revision: 7 }));
    const { status, body } = await api.send('POST', cancel);
    expect([status, body]).toEqual([200, cancelled]);
    expect(api.resends.jobs.get(idAt(1))).toMatchObject({
      status: 'cancelled',
      page: ['dlv_1'],
      revision: 8,
    });
    expect(api.logged[0]).toMatchObject({
      message: 'a resend was cancelled',
      fields: { webhookId, resendId: idAt(1), keyId: 'key_0' },
    });
    expect((await api.send('POST', cancel, {})).body).toEqual(cancelled);
    expect(api.resends.saved.length).toBe(1);
  });

  it('is decided anew when the sweeper was faster', async () => {
    const api = apiWith(job(1));
    let tried = 0;
    api.resends.before = () => {
      if (tried++ === 0) api.resends.put(job(1, { sent: 4, revision: 2 }));
    };
    expect((await api.send('POST', cancel)).body).toEqual(cancelled);
  });

  it.each(['completed', 'failed'] as const)('409 for one that is %s', async status => {
    const api = apiWith(job(1, { status }));
    const answer = await api.send('POST', cancel);
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      `The resend is ${status} already: there is nothing to cancel.`,
    ]);
    expect(api.resends.saved).toEqual([]);
  });

  it('404 for one that is not there', async () => {
    expect((await apiWith().send('POST', cancel)).status).toBe(404);
  });

  it('409 when others are always faster', async () => {
    const api = apiWith(job(1));
    let revision = 1;
    api.resends.before = () => api.resends.put(job(1, { revision: ++revision }));
    const { status, body } = await api.send('POST', cancel);
    expect([status, body.type, revision]).toEqual([409, 'https://finehook.dev/problems/conflict', 11]);
  });
});
