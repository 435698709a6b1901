import { describe, expect, it } from 'vitest';
import { detailText } from '../../../event-contract/event-detail.ts';
import type { PutFailure } from '../../../event-contract/put-entries.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const path = '/v1/events';
const place = { companyId: 'acme', projectId: 'website' };
const data = { ...place, previousValue: { position: 1 }, currentValue: { position: 2 } };
const event = { type: 'TODO_MOVED', data };
const detail =
  '{"companyId":"acme","projectId":"website","previousValue":{"position":1},"currentValue":{"position":2},"changes":{"position":{"from":1,"to":2,"direction":"up"}},"changedFields":"position"}';

describe('publishing', () => {
  it('an event', async () => {
    const api = new MemoryApi();
    const { status, headers, body } = await api.send('POST', path, event);
    expect([status, headers.location, body]).toEqual([
      202,
      undefined,
      { failed: 0, items: [{ status: 'accepted', id: 'event-1' }] },
    ]);
    expect(api.events.published).toEqual([
      { type: 'TODO_MOVED', source: 'api', time: '2026-01-01T00:00:00.000Z', detailText: detail },
    ]);
    expect(detailText(data)).toBe(detail);
  });

  it('a list, with sources and times of their own', async () => {
    const api = new MemoryApi();
    const other = { ...event, source: 'crm', time: '2026-01-02T03:04:05+01:00' };
    const { status, body } = await api.send('POST', path, [event, other]);
    expect([status, body.items.map(({ id }: { id: string }) => id)]).toEqual([202, ['event-1', 'event-2']]);
    expect(api.events.published[1]).toMatchObject({ source: 'crm', time: '2026-01-02T03:04:05+01:00' });
  });

  it('every number as it is written', async () => {
    const api = new MemoryApi();
    const values = '"previousValue":null,"currentValue":{"a":1.0,"b":12345678901234567890,"c":[-0,1E2,0.1]}';
    const text = `{"companyId":"acme","projectId":"website",${values},"sequence":9007199254740993}`;
    const answer = await api.send('POST', path, `{"type":"TODO_MOVED","data":${text}}`);
    expect([answer.status, api.events.published[0]?.detailText]).toEqual([202, text]);
  });

  it("a producer's own changes, and none where it wants none", async () => {
    const api = new MemoryApi();
    const changes = { due: { from: '2026-01-01', to: '2026-01-02', direction: 'later' } };
    await api.send('POST', path, [
      { ...event, data: { ...data, changes } },
      { ...event, data: { ...data, changes: null } },
    ]);
    const [own, none] = api.events.published.map(({ detailText: text }) => JSON.parse(text));
    expect(own).toEqual({ ...data, changes, changedFields: 'due' });
    expect(none).toEqual({ ...data, changes: null });
  });
});

describe('nothing is published', () => {
  const fault = (pointer: string, text: string) => [expect.objectContaining({ pointer, detail: text })];
  const required = 'This member is required.';
  const cases: [string, unknown, unknown[]][] = [
    ['an empty list', [], fault('', 'Must not be empty: an empty list never means everything.')],
    ['101 events', Array(101).fill(event), fault('', 'Must have at most 100 items.')],
    ['no event', 7, fault('', 'Must be an object or a list, not a number.')],
    ['no data', { type: 'TODO_MOVED' }, fault('/data', required)],
    [
      'no company',
      [event, { ...event, data: { ...data, companyId: undefined } }],
      fault('/1/data/companyId', required),
    ],
    [
      'no previous value',
      { ...event, data: { ...data, previousValue: undefined } },
      fault('/data/previousValue', required),
    ],
    [
      'a project that is a number',
      '{"type":"TODO_MOVED","data":{"companyId":"acme","projectId":12345678901234567890,"previousValue":1,"currentValue":2}}',
      fault('/data/projectId', 'Must be a string, not a number.'),
    ],
    [
      'a misspelt member',
      { ...event, tiem: '2026-01-01T00:00:00Z' },
      fault('/tiem', 'Unknown member. Did you mean "time"?'),
    ],
    [
      'a misspelt member in a list',
      [{ ...event, colour: 1 }],
      fault('/0/colour', 'Unknown member. Known here: type, source, time, data.'),
    ],
    [
      'a misspelt type',
      [event, { ...event, type: 'TODO_MOVD' }],
      fault('/1/type', 'No such event type. Did you mean TODO_MOVED?'),
    ],
    ['an unknown type', { ...event, type: 'SOMETHING_ELSE' }, fault('/type', 'No such event type.')],
    [
      'an operational event',
      { ...event, type: 'webhook.disabled' },
      fault('/type', 'Events of this type are told by Finehook itself.'),
    ],
    [
      'another one',
      { ...event, type: 'delivery.failed' },
      fault('/type', 'Events of this type are told by Finehook itself.'),
    ],
    [
      'a health check',
      { ...event, type: 'WEBHOOK_HEALTH_CHECK' },
      fault('/type', 'Events of this type are told by Finehook itself.'),
    ],
    [
      "Finehook's source",
      { ...event, source: 'finehook' },
      fault('/source', 'The source "finehook" is reserved for events about Finehook itself.'),
    ],
    [
      "AWS's source",
      [{ ...event, source: 'aws.s3' }],
      fault('/0/source', 'Sources that begin with "aws." are reserved for AWS services.'),
    ],
    ['a time without zone', { ...event, time: '2026-01-01T00:00:00' }, fault('/time', 'Is not valid.')],
    [
      'changes that are none',
      { ...event, data: { ...data, changes: { a: 1 } } },
      fault('/data/changes/a', 'Must be an object, not a number.'),
    ],
    [
      'a byte too much',
      {
        ...event,
        data: { ...data, noise: 'x'.repeat(1_000_001 - Buffer.byteLength(detail) - ',"noise":""'.length) },
      },
      fault('/data', 'The data has 1000001 bytes with its changes; at most 1000000 are possible.'),
    ],
  ];
  it.each(cases)('%s', async (_, body, errors) => {
    const api = new MemoryApi();
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.body.errors]).toEqual([400, errors]);
    expect(api.events.published).toEqual([]);
  });

  it('when the key does not hold the company of each event', async () => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key(['globex'], { role: 'publisher' })}`;
    const globex = { ...event, data: { ...data, companyId: 'globex' } };
    const answer = await api.send('POST', path, [event, globex, event], { authorization });
    const wrong = { code: 'not-held', detail: 'This API key does not hold the company.' };
    expect([answer.status, answer.body.errors]).toEqual([
      403,
      [
        { pointer: '/0/data/companyId', ...wrong },
        { pointer: '/2/data/companyId', ...wrong },
      ],
    ]);
    expect((await api.send('POST', path, event, { authorization })).body.errors).toEqual([
      { pointer: '/data/companyId', ...wrong },
    ]);
    expect(api.events.published).toEqual([]);
    expect((await api.send('POST', path, globex, { authorization })).status).toBe(202);
  });

  it.each(['manager', 'reader'] as const)('by a %s', async role => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key('*', { role })}`;
    expect((await api.send('POST', path, event, { authorization })).status).toBe(403);
    expect(api.events.published).toEqual([]);
  });
});

describe('sizes', () => {
  const ofBytes = (bytes: number) => {
    const text = JSON.stringify(event);
    return text.replace(
      '"companyId"',
      `"noise":"${'x'.repeat(bytes - text.length - '"noise":"",'.length)}","companyId"`,
    );
  };

  it('an event of 1,000,000 bytes', async () => {
    const api = new MemoryApi();
    const around = Buffer.byteLength(detail) + ',"noise":""'.length;
    const large = { ...event, data: { ...data, noise: 'x'.repeat(1_000_000 - around) } };
    expect((await api.send('POST', path, large)).status).toBe(202);
    expect(api.events.published[0]?.detailText.length).toBe(1_000_000);
  });

  it('a body of 4,194,304 bytes, and none of one more', async () => {
    const api = new MemoryApi();
    const quarter = 1_048_575;
    const four = [0, 1, 2].map(() => ofBytes(quarter)).join();
    const rest = 4_194_304 - four.length - '[,]'.length;
    const body = `[${four},${ofBytes(rest)}]`;
    expect(body.length).toBe(4_194_304);
    expect((await api.send('POST', path, body)).status).toBe(400);
    const { status, body: problem } = await api.send('POST', path, `${body} `);
    expect([status, problem.detail]).toEqual([413, 'The body has 4194305 bytes; at most 4194304 are taken.']);
    const smaller = `[${Array(4).fill(ofBytes(999_000)).join()}]`;
    expect((await api.send('POST', path, smaller)).body.failed).toBe(0);
  });
});

describe('when the bus does not take events', () => {
  const failure = (more: Partial<PutFailure> = {}): PutFailure => ({
    status: 'failed',
    code: 'ThrottlingException',
    detail: 'arn:aws:events:eu-west-1:123456789012:event-bus/secret',
    retryable: true,
    ...more,
  });
  const two = [event, { ...event, source: 'crm' }];

  it('says which, and nothing of what AWS said', async () => {
    const api = new MemoryApi();
    api.events.refuse = ({ source }) => (source === 'crm' ? failure() : undefined);
    const { status, body } = await api.send('POST', path, two);
    expect([status, body]).toEqual([
      202,
      {
        failed: 1,
        items: [
          { status: 'accepted', id: 'event-1' },
          {
            status: 'failed',
            code: 'ThrottlingException',
            detail: 'The event bus did not take the event: ThrottlingException.',
            retryable: true,
          },
        ],
      },
    ]);
    expect(api.logged.find(({ level }) => level === 'error')).toEqual({
      level: 'error',
      message: 'events were not published',
      fields: {
        keyId: 'key_0',
        events: 2,
        failed: 1,
        reasons: ['ThrottlingException: arn:aws:events:eu-west-1:123456789012:event-bus/secret'],
      },
    });
  });

  it('none of them: 503, to be repeated as a whole', async () => {
    const api = new MemoryApi();
    api.events.refuse = () => failure();
    const { status, headers, body } = await api.send('POST', path, two);
    expect([status, headers['retry-after'], body.type]).toEqual([
      503,
      '1',
      'https://finehook.dev/problems/temporarily-unavailable',
    ]);
  });

  it('none of them, and repeating does not help', async () => {
    const api = new MemoryApi();
    api.events.refuse = () => failure({ code: 'MalformedDetail', retryable: false });
    const { status, body } = await api.send('POST', path, event);
    expect([status, body.failed, body.items[0].retryable]).toEqual([202, 1, false]);
  });
});
