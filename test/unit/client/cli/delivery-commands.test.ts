import { describe, expect, it } from 'vitest';
import { runCli, scripted } from '../../../support/cli-run.ts';
import { MemoryApi } from '../../../support/memory-api.ts';

const api = new MemoryApi();
const attempt = {
  at: '2026-01-01T00:00:01.000Z',
  durationMs: 12,
  status: 500,
  error: null,
  errorDetail: null,
  responseBody: 'no\nroom',
  retryAfter: null,
  certificateExpiresAt: null,
  run: 1,
};
const delivery = {
  id: 'dlv_1',
  webhookId: 'whk_1',
  eventId: 'e1',
  eventType: 'TODO_MOVED',
  status: 'failed',
  createdAt: '2026-01-01T00:00:00.000Z',
  run: 1,
  resendOf: null,
  nextAttemptAt: null,
  attempts: [attempt, { ...attempt, status: null, error: 'timeout', errorDetail: 'after 10 s' }],
};

describe('deliveries list', () => {
  it('goes through pages, also empty ones, until it has what it was asked for', async () => {
    const path = '/v1/deliveries?';
    const fetch = scripted([
      [`GET ${path}limit=2&webhookId=whk_1&status=failed`, { items: [], nextCursor: 'c1' }],
      [`GET ${path}limit=2&cursor=c1&webhookId=whk_1&status=failed`, { items: [delivery], nextCursor: 'c2' }],
      [`GET ${path}limit=1&cursor=c2&webhookId=whk_1&status=failed`, { items: [delivery], nextCursor: 'c3' }],
    ]);
    const argv = ['deliveries', 'list', '--webhook', 'whk_1', '--status', 'failed', '--limit', '2'];
    const row = 'dlv_1  TODO_MOVED  failed  2026-01-01T00:00:00.000Z  2         timeout';
    expect(await runCli(api, argv, { fetch })).toMatchObject({
      code: 0,
      out: ['ID     EVENT TYPE  STATUS  CREATED                   ATTEMPTS  LAST ANSWER', row, row],
      err: ['There are more: give a higher --limit, or --cursor c3'],
    });
  });

  it.each([[['--company', 'acme']], [['--record', 'r1']]])(
    'has to know of what: %j does not say it',
    async argv => {
      const { code, err } = await runCli(api, ['deliveries', 'list', ...argv]);
      expect({ code, err }).toEqual({
        code: 2,
        err: ['deliveries of what? Give --webhook, --event, or --record with --company'],
      });
    },
  );
});

it('deliveries get shows attempts and event', async () => {
  const event = { id: 'e1', type: 'TODO_MOVED', time: '2026-01-01T00:00:00Z', data: { companyId: 'acme' } };
  const fetch = scripted([['GET /v1/deliveries/dlv_1', { ...delivery, event }]]);
  const { code, out } = await runCli(api, ['deliveries', 'get', 'dlv_1'], { fetch });
  expect(code).toBe(0);
  expect(out).toEqual([
    'id       dlv_1',
    'webhook  whk_1',
    'event    TODO_MOVED e1',
    'status   failed',
    'created  2026-01-01T00:00:00.000Z',
    'run      1',
    'data     {"companyId":"acme"}',
    '',
    'AT                        RUN  ANSWER   MS  SAID',
    '2026-01-01T00:00:01.000Z  1    500      12  no room',
    '2026-01-01T00:00:01.000Z  1    timeout  12  after 10 s',
  ]);
});

it('deliveries get shows the begin of a page that a receiver answered with, and all of it as JSON', async () => {
  const [attempt] = delivery.attempts;
  const long = { ...delivery, event: null, attempts: [{ ...attempt, responseBody: 'x'.repeat(81) }] };
  const get = (...more: string[]) => {
    const fetch = scripted([['GET /v1/deliveries/dlv_1', long]]);
    return runCli(api, ['deliveries', 'get', 'dlv_1', ...more], { fetch });
  };
  expect((await get()).out.at(-1)).toBe(`2026-01-01T00:00:01.000Z  1    500     12  ${'x'.repeat(79)}…`);
  expect((await get('--json')).out).toEqual([JSON.stringify(long)]);
});

describe('resend', () => {
  const window = ['--webhook', 'whk_1', '--from', '2026-01-01T00:00:00Z', '--to', '2026-01-02T00:00:00Z'];
  const body = '{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","statuses":["failed"]}';
  const running = {
    id: 'rsd_1',
    webhookId: 'whk_1',
    status: 'running',
    total: 3,
    sent: 0,
    skipped: 0,
    waitingSince: null,
  };
  const look = 'GET /v1/webhooks/whk_1/resends/rsd_1';

  it('sends one delivery again', async () => {
    const again = { ...delivery, run: 2, status: 'pending' };
    const fetch = scripted([['POST /v1/deliveries/dlv_1/resend {"newId":true}', again]]);
    expect(await runCli(api, ['resend', 'dlv_1', '--new-id'], { fetch })).toMatchObject({
      code: 0,
      out: ['dlv_1 is sent again: run 2, pending'],
    });
  });

  it('tells how far a window is until it is done, each state once', async () => {
    const waits: number[] = [];
    const fetch = scripted([
      [`POST /v1/webhooks/whk_1/resends ${body}`, running],
      [look, running],
      [look, { ...running, sent: 1, waitingSince: '2026-01-01T00:00:00.000Z' }],
      [look, { ...running, status: 'completed', sent: 2, skipped: 1 }],
    ]);
    const world = { fetch, wait: async (ms: number) => void waits.push(ms) };
    const { code, out, err } = await runCli(api, ['resend', ...window, '--statuses', 'failed'], world);
    expect({ code, err, waits }).toEqual({
      code: 0,
      err: ['sent 0 of 3, skipped 0', 'sent 1 of 3, skipped 0; waits until the webhook is active'],
      waits: [2000, 2000, 2000],
    });
    expect(out).toEqual(['resend   rsd_1', 'status   completed', 'sent     2', 'skipped  1']);
  });

  it('goes on telling after an answer that is missing', async () => {
    const fetch = scripted([
      [`POST /v1/webhooks/whk_1/resends ${body}`, running],
      // Reads are tried four times; the script throws for what it does not know, as a network would.
      ...Array.from({ length: 4 }, () => ['nobody', {}] as const),
      [look, { ...running, status: 'completed', sent: 3 }],
    ]);
    const { code, err } = await runCli(api, ['resend', ...window, '--statuses', 'failed'], { fetch });
    expect({ code, err }).toEqual({
      code: 0,
      err: [
        'sent 0 of 3, skipped 0',
        `The API does not answer now (no-answer: ${look} was sent instead of nobody); the resend goes on; asks again.`,
      ],
    });
  });

  it('ends with 1 when it was cancelled', async () => {
    const cancelled = { ...running, status: 'cancelled' };
    const fetch = scripted([
      [`POST /v1/webhooks/whk_1/resends ${body}`, running],
      [look, cancelled],
    ]);
    const argv = ['resend', ...window, '--statuses', 'failed', '--json'];
    expect(await runCli(api, argv, { fetch })).toMatchObject({
      code: 1,
      out: [JSON.stringify(cancelled)],
      err: [],
    });
  });

  it('does not wait with --no-wait', async () => {
    const fetch = scripted([[`POST /v1/webhooks/whk_1/resends ${body}`, running]]);
    const argv = ['resend', ...window, '--statuses', 'failed', '--no-wait'];
    expect(await runCli(api, argv, { fetch })).toMatchObject({ code: 0, err: [] });
  });

  it('sends each delivery again that a search finds, and goes on when one cannot be', async () => {
    const found = (id: string, status: string) => ({ ...delivery, id, status });
    const page = (nextCursor: string | null, ...items: unknown[]) => ({ items, nextCursor });
    const search = (status: string, cursor = '') =>
      `GET /v1/deliveries?limit=100${cursor}&status=${status}&companyId=acme&recordId=r1`;
    const refused = { type: 'https://finehook.dev/problems/not-resendable', detail: 'It is paused.' };
    const fetch = scripted([
      [search('failed'), page('c1', found('dlv_1', 'failed'))],
      [search('failed', '&cursor=c1'), page(null, found('dlv_2', 'failed'))],
      [search('held'), page(null, found('dlv_1', 'held'))],
      ['POST /v1/deliveries/dlv_1/resend {"newId":false}', { ...found('dlv_1', 'pending'), run: 2 }],
      ['POST /v1/deliveries/dlv_2/resend {"newId":false}', refused, 409],
    ]);
    const argv = ['resend', '--company', 'acme', '--record', 'r1'];
    expect(await runCli(api, argv, { fetch })).toMatchObject({
      code: 1,
      out: [
        'DELIVERY  WEBHOOK  SENT AGAIN',
        'dlv_1     whk_1    run 2, pending',
        'dlv_2     whk_1    no: It is paused.',
      ],
      err: [],
    });
  });

  it.each([
    [[], 'deliveries of what? Give --webhook, --event, or --record with --company'],
    [['dlv_1', ...window], 'give <deliveryId>, or say which ones by options, not both'],
    [
      ['--webhook', 'whk_1'],
      'which ones of the webhook? Give --from and --to, or --event, or --record with --company',
    ],
    [[...window, '--type', 'TODO_MOVED'], '--company and --type go with --event or --record only'],
    [[...window, '--new-id'], '--new-id goes with <deliveryId>, --event or --record only'],
    [[...window, '--statuses', 'lost'], '--statuses lost: known are failed, held, delivered'],
    [[...window, '--statuses', 'delivered'], '--statuses delivered goes with --event or --record only'],
    [['--event', 'e1', '--no-wait'], '--no-wait goes with --webhook, --from and --to only'],
  ])('%j is a wrong call', async (args, message) => {
    expect(await runCli(api, ['resend', ...args])).toMatchObject({ code: 2, err: [message], sent: [] });
  });
});
