import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, describe, expect, it } from 'vitest';
import { createPublisher, type PublisherOptions } from '../../../client/publisher/publisher.ts';
import type { EventTypeName } from '../../../event-contract/event-types.ts';
import { type Step, scriptedAws } from '../../conformance/adapters/support/scripted-aws.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const json = (body: unknown): Step => ({
  status: 200,
  body,
  headers: { 'content-type': 'application/json' },
});
const taken = (...ids: string[]) => json({ FailedEntryCount: 0, Entries: ids.map(EventId => ({ EventId })) });
const now = Date.parse('2026-01-02T03:04:05.678Z');

async function setUp(steps: readonly Step[], options: Partial<PublisherOptions> = {}) {
  const { endpoint, close, requests } = await scriptedAws(steps);
  const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
  const client = new EventBridgeClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
  closers.push(close, () => client.destroy());
  const waits: number[] = [];
  const publisher = createPublisher<EventTypeName | 'ORDER_SHIPPED'>({
    eventBusName: 'bus',
    source: 'crm',
    client,
    timing: { now: () => now, random: () => 0.5, wait: async ms => waits.push(ms) },
    ...options,
  });
  const entries = () => requests.map(({ body }) => JSON.parse(body).Entries);
  return { publisher, entries, waits };
}

const place = { companyId: 'acme', projectId: 'website' };
const moved = (position: number) => ({
  type: 'TODO_MOVED' as const,
  data: { ...place, previousValue: { position: 1 }, currentValue: { position } },
});

describe('the publisher', () => {
  it('puts events with their changes', async () => {
    const { publisher, entries } = await setUp([taken('e1', 'e2', 'e3')]);
    const published = await publisher.publish([
      moved(2),
      {
        type: 'TODO_CREATED',
        data: { ...place, previousValue: null, currentValue: { title: 'a' } },
        time: new Date('2026-01-01T00:00:00Z'),
        source: 'importer',
      },
      { type: 'ORDER_SHIPPED', data: { ...place, previousValue: null, currentValue: null, weight: 1.5 } },
    ]);
    expect(published).toEqual({
      failed: 0,
      items: ['e1', 'e2', 'e3'].map(id => ({ status: 'accepted', id })),
    });
    expect(entries()).toEqual([
      [
        {
          EventBusName: 'bus',
          Source: 'crm',
          DetailType: 'TODO_MOVED',
          Detail:
            '{"companyId":"acme","projectId":"website","previousValue":{"position":1},"currentValue":{"position":2},"changes":{"position":{"from":1,"to":2,"direction":"up"}},"changedFields":"position"}',
          Time: 1_767_323_045.678,
        },
        {
          EventBusName: 'bus',
          Source: 'importer',
          DetailType: 'TODO_CREATED',
          Detail:
            '{"companyId":"acme","projectId":"website","previousValue":null,"currentValue":{"title":"a"}}',
          Time: 1_767_225_600,
        },
        {
          EventBusName: 'bus',
          Source: 'crm',
          DetailType: 'ORDER_SHIPPED',
          Detail:
            '{"companyId":"acme","projectId":"website","previousValue":null,"currentValue":null,"weight":1.5}',
          Time: 1_767_323_045.678,
        },
      ],
    ]);
  });

  it('sends again only what was refused', async () => {
    const refused = { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };
    const { publisher, entries, waits } = await setUp([
      json({ FailedEntryCount: 1, Entries: [{ EventId: 'e1' }, refused] }),
      taken('e2'),
    ]);
    expect((await publisher.publish([moved(2), moved(3)])).items).toEqual([
      { status: 'accepted', id: 'e1' },
      { status: 'accepted', id: 'e2' },
    ]);
    expect(entries().map(call => call.length)).toEqual([2, 1]);
    expect(entries()[1][0].Detail).toContain('"currentValue":{"position":3}');
    expect(waits).toEqual([50]);
  });

  const broken: [string, object, string][] = [
    [
      'no company',
      { data: { projectId: 'p' } },
      'data.companyId is no text, so no webhook could get the event',
    ],
    [
      'a project that is no text',
      { data: { companyId: 'c', projectId: 7 } },
      'data.projectId is no text, so no webhook could get the event',
    ],
    ['no type', { type: '' }, 'the event has no type'],
    [
      "Finehook's source",
      { source: 'finehook' },
      'The source "finehook" is reserved for events about Finehook itself.',
    ],
    ['no source', { source: '' }, 'the source is empty'],
    ['a source that is no text', { source: 7 }, 'the source is no text'],
    ['no data', { data: null }, 'the event is no object with data'],
    ['a time that is no date', { time: '2026-01-09' }, 'the time is no valid date'],
    ['no time', { time: new Date('never') }, 'the time is no valid date'],
    [
      'a bigint',
      { data: { ...place, n: 1n } },
      'the data cannot be written as JSON: Do not know how to serialize a BigInt',
    ],
    [
      'a byte too much',
      { data: { ...place, noise: 'x'.repeat(1_000_001 - JSON.stringify({ ...place, noise: '' }).length) } },
      'the data has 1000001 bytes with its changes; at most 1000000 are possible',
    ],
  ];
  it.each(broken)(
    'says what is wrong with an event with %s, and puts the others',
    async (_, parts, detail) => {
      const { publisher, entries } = await setUp([taken('e1')]);
      const wrong = { ...moved(2), ...parts };
      expect(await publisher.publish([wrong, moved(3)])).toEqual({
        failed: 1,
        items: [
          { status: 'failed', code: 'InvalidEvent', detail, retryable: false },
          { status: 'accepted', id: 'e1' },
        ],
      });
      expect(entries().map(call => call.length)).toEqual([1]);
    },
  );

  it.each([
    [503, 'InternalFailure', true],
    [400, 'ThrottlingException', true],
    [400, 'AccessDeniedException', false],
  ])('a call that fails with %i %s may get through later: %s', async (status, __type, retryable) => {
    const { publisher } = await setUp([{ status, body: { __type, message: 'why' } }]);
    const events = Array.from({ length: 11 }, () => moved(2));
    const { failed, items } = await publisher.publish(events);
    expect(failed).toBe(11);
    expect(items[0]).toEqual({ status: 'failed', code: 'CallFailed', detail: 'why', retryable });
    expect(items[10]).toEqual({ status: 'failed', code: 'NotSent', detail: 'why', retryable: true });
  });

  it('publishes nothing of nothing', async () => {
    const { publisher, entries } = await setUp([taken()]);
    expect([await publisher.publish([]), entries()]).toEqual([{ failed: 0, items: [] }, []]);
  });
});
