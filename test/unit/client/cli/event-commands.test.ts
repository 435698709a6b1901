import { describe, expect, it } from 'vitest';
import { batchesOf } from '../../../../client/cli/event-batches.ts';
import { runCli, scripted } from '../../../support/cli-run.ts';
import { MemoryApi } from '../../../support/memory-api.ts';

const event = {
  type: 'TODO_MOVED',
  data: { companyId: 'acme', projectId: 'p1', previousValue: null, currentValue: null },
};
const flags = ['--type', 'TODO_MOVED', '--company', 'acme', '--project', 'p1'];

describe('events publish', () => {
  it('publishes an event of flags, and prints its id', async () => {
    const argv = ['events', 'publish', ...flags, '--data', '{"recordId":"r1","currentValue":{"n":1.0}}'];
    const { code, out, sent } = await runCli(new MemoryApi(), argv);
    expect(code).toBe(0);
    expect(out).toHaveLength(1);
    expect(sent).toEqual([
      'POST /v1/events [{"type":"TODO_MOVED","data":{"previousValue":null,"currentValue":{"n":1.0},"recordId":"r1","companyId":"acme","projectId":"p1"}}]',
    ]);
  });

  it('publishes many of standard input by hundreds, and tells how far it is', async () => {
    const lines = Array.from({ length: 101 }, () => JSON.stringify(event)).join('\n');
    const world = { input: lines };
    const argv = ['events', 'publish', '--file', '-'];
    const { code, out, err, sent } = await runCli(new MemoryApi(), argv, world);
    expect({ code, err }).toEqual({ code: 0, err: ['100 of 101', '101 of 101'] });
    expect([out.length, sent.length]).toEqual([101, 2]);
  });

  it('says which have failed, and ends with 1', async () => {
    const body = JSON.stringify([event, event]);
    const failed = { status: 'failed', code: 'CallFailed', detail: 'no answer', retryable: true };
    const published = { failed: 1, items: [{ status: 'accepted', id: 'e1' }, failed] };
    const fetch = scripted([[`POST /v1/events ${body}`, published]]);
    const world = { fetch, input: body };
    expect(await runCli(new MemoryApi(), ['events', 'publish', '--file', '-'], world)).toMatchObject({
      code: 1,
      out: ['e1'],
      err: ['event 1 has failed: CallFailed: no answer'],
    });
  });

  it('prints what is published already when a later request is refused', async () => {
    const bad = { ...event, type: '' };
    const input = [...Array.from({ length: 100 }, () => event), bad]
      .map(one => JSON.stringify(one))
      .join('\n');
    const { code, out, err } = await runCli(new MemoryApi(), ['events', 'publish', '--file', '-'], { input });
    expect({ code, published: out.length }).toEqual({ code: 1, published: 100 });
    expect(err.slice(0, 2)).toEqual([
      '100 of 101',
      expect.stringMatching(/^The request is not valid \(400\): /),
    ]);
    expect(err[2]).toMatch(/^ {2}\/0\/type: /);
  });

  it.each([
    [['--type', 'TODO_MOVED'], '--type, --company and --project are needed, or --file; see --help'],
    [[...flags, '--file', '-'], '--file and the flags of one event exclude each other'],
    [[...flags, '--data', '{'], /^--data is not valid JSON: /],
    [['--file', '/no/such'], /^cannot read \/no\/such: ENOENT/],
  ])('%j is a wrong call', async (args, message) => {
    const { code, err, sent } = await runCli(new MemoryApi(), ['events', 'publish', ...args]);
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
    expect(err.join('\n')).toMatch(message);
  });

  it('fills requests up to 100 events and 4 MiB, and lets one that is larger go alone', () => {
    const megabyte = 'x'.repeat(1024 * 1024 - 4);
    expect(batchesOf([megabyte, megabyte, megabyte, megabyte]).map(({ length }) => length)).toEqual([4]);
    // To the byte: with the brackets and commas there are 4 MiB, then one more.
    const full = [megabyte, megabyte, megabyte];
    expect(batchesOf([...full, `${megabyte}x`, 1]).map(({ length }) => length)).toEqual([5]);
    expect(batchesOf([...full, `${megabyte}xx`, 1]).map(({ length }) => length)).toEqual([4, 1]);
    expect(Buffer.byteLength(JSON.stringify([...full, `${megabyte}x`, 1]))).toBe(4 * 1024 * 1024);
    expect(batchesOf(['x'.repeat(5 * 1024 * 1024), 1]).map(({ length }) => length)).toEqual([1, 1]);
    expect(batchesOf(Array.from({ length: 201 }, () => 1)).map(({ length }) => length)).toEqual([
      100, 100, 1,
    ]);
  });
});

it('events types lists the catalog', async () => {
  const { code, out } = await runCli(new MemoryApi(), ['events', 'types', '--limit', '1']);
  expect({ code, out }).toMatchObject({
    code: 0,
    out: [/^NAME +GROUP +TITLE +DEPRECATED$/, / no$/].map(line => expect.stringMatching(line)),
  });
});

it('events trace shows a line for each delivery', async () => {
  const attempts = [{ run: 1, at: '2026-01-01T00:00:00.000Z', durationMs: 1, status: 204, error: null }];
  const one = {
    id: 'dlv_1',
    status: 'delivered',
    createdAt: '2026-01-01T00:00:00.000Z',
    run: 1,
    resendOf: null,
    nextAttemptAt: null,
    attempts,
  };
  const trace = { eventId: 'e1', webhooks: [{ id: 'whk_1', name: 'CRM', deliveries: [one] }], hasMore: true };
  const fetch = scripted([['GET /v1/events/e1/trace', trace]]);
  expect(await runCli(new MemoryApi(), ['events', 'trace', 'e1'], { fetch })).toMatchObject({
    code: 0,
    out: [
      'WEBHOOK  NAME  DELIVERY  STATUS     CREATED                   ATTEMPTS  LAST ANSWER',
      'whk_1    CRM   dlv_1     delivered  2026-01-01T00:00:00.000Z  1         204',
    ],
    err: ['There are more deliveries than were looked at.'],
  });
});
