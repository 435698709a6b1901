import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runCli, scripted } from '../../../support/cli-run.ts';
import { MemoryApi } from '../../../support/memory-api.ts';

const api = new MemoryApi();
const list = (nowMs: number) =>
  `GET /v1/webhooks/whk_1/deliveries?limit=100&from=${encodeURIComponent(new Date(nowMs - 300_000).toISOString())}`;
const page = (...ids: string[]) => ({ items: ids.map(id => ({ id })), nextCursor: null });
const detail = (id: string, event: object | null) => ({ id, eventType: 'TODO_MOVED', event });
const event = { id: 'e1', type: 'TODO_MOVED', time: '2026-01-01T00:00:00Z', data: { companyId: 'acme' } };
const body = '{"type":"TODO_MOVED","timestamp":"2026-01-01T00:00:00Z","data":{"companyId":"acme"}}';
const argv = ['listen', '--webhook', 'whk_1', '--forward', 'http://localhost:3000/in'];

/** Goes round so many times; the clock goes on a second in each wait. */
async function listen(args: readonly string[], replies: Parameters<typeof scripted>[0], rounds: number) {
  let nowMs = Date.parse('2026-01-01T00:00:00.000Z');
  let round = 0;
  const interruption = new AbortController();
  const answers = scripted(replies);
  const calls: Record<string, string>[] = [];
  const run = await runCli(api, args, {
    fetch: async (url, init = {}) => {
      if (String(url).startsWith('http://localhost'))
        calls.push(Object.fromEntries(new Headers(init.headers)));
      return answers(url, init);
    },
    now: () => nowMs,
    wait: async (ms, signal) => {
      expect(signal).toBe(interruption.signal);
      nowMs += ms;
      round += 1;
      if (round === rounds) interruption.abort();
    },
    interruption: () => interruption.signal,
  });
  return { ...run, calls };
}

const start = Date.parse('2026-01-01T00:00:00.000Z');

describe('listen', () => {
  it('forwards what was not there at the start, oldest first, each once', async () => {
    const { code, out, err, calls } = await listen(
      argv,
      [
        [list(start), page('old')],
        [list(start), page('b', 'a', 'old')],
        ['GET /v1/deliveries/a', detail('a', event)],
        [`POST http://localhost:3000/in ${body}`, {}],
        ['GET /v1/deliveries/b', detail('b', null)],
        [list(start + 2000), page('b', 'a')],
      ],
      2,
    );
    expect({ code, out }).toEqual({ code: 0, out: ['2026-01-01T00:00:00Z  TODO_MOVED  a  200  0 ms'] });
    expect(err).toEqual([
      'Asks every 2 s for new deliveries; Ctrl-C ends it.',
      'b TODO_MOVED: its event is not kept',
    ]);
    expect(calls).toEqual([
      { 'content-type': 'application/json', 'webhook-id': 'a', 'webhook-timestamp': String(start / 1000) },
    ]);
  });

  it('signs with the secret, and goes on when nobody answers', async () => {
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const { code, out, calls } = await listen(
      [...argv, '--secret', secret, '--interval', '1', '--json'],
      [
        [list(start), page()],
        [list(start), page('a')],
        ['GET /v1/deliveries/a', detail('a', event)],
        // The script knows no such request: it throws as a network would.
        ['nobody', {}],
        [list(start + 1000), page('a')],
      ],
      2,
    );
    expect(code).toBe(0);
    expect(out.map(line => JSON.parse(line))).toEqual([
      { deliveryId: 'a', eventType: 'TODO_MOVED', error: expect.stringContaining('was sent'), durationMs: 0 },
    ]);
    const signed = createHmac('sha256', Buffer.alloc(32, 1))
      .update(`a.${start / 1000}.${body}`)
      .digest('base64');
    expect(calls[0]?.['webhook-signature']).toBe(`v1,${signed}`);
  });

  it('forwards numbers as they were published', async () => {
    const data = { n: JSON.rawJSON('12345678901234567890'), m: JSON.rawJSON('1.0') };
    const text = '{"n":12345678901234567890,"m":1.0}';
    const { code, out } = await listen(
      argv,
      [
        [list(start), page()],
        [list(start), page('a')],
        ['GET /v1/deliveries/a', detail('a', { ...event, data })],
        [
          `POST http://localhost:3000/in {"type":"TODO_MOVED","timestamp":"2026-01-01T00:00:00Z","data":${text}}`,
          {},
        ],
      ],
      1,
    );
    expect({ code, out }).toEqual({ code: 0, out: ['2026-01-01T00:00:00Z  TODO_MOVED  a  200  0 ms'] });
  });

  it('goes on after an answer that is missing, and forwards what it could not read then', async () => {
    const { code, out, err } = await listen(
      argv,
      [
        [list(start), page()],
        [list(start), page('a')],
        // Reads are tried four times.
        ...Array.from({ length: 4 }, () => ['nobody', {}] as const),
        [list(start + 2000), page('a')],
        ['GET /v1/deliveries/a', detail('a', event)],
        [`POST http://localhost:3000/in ${body}`, {}],
      ],
      2,
    );
    expect({ code, out }).toEqual({ code: 0, out: ['2026-01-01T00:00:00Z  TODO_MOVED  a  200  0 ms'] });
    expect(err[1]).toMatch(/^The API does not answer now \(no-answer: GET .* was sent .*\); asks again\.$/);
  });

  it.each([
    [['--webhook', 'whk_1'], '--forward URL is needed'],
    [['--webhook', 'whk_1', '--forward', 'localhost:3000'], '--forward localhost:3000 is no URL'],
  ])('%j is a wrong call', async (args, message) => {
    expect(await runCli(api, ['listen', ...args])).toMatchObject({ code: 2, err: [message] });
  });
});
