import { describe, expect, it } from 'vitest';
import { MemoryApi, okAttempt } from '../../support/memory-api.ts';
import { delivery, given, webhookId } from './memory-fixtures.ts';

const path = '/v1/webhooks';
const company = { companyId: 'acme', projectIds: ['p1'] };

function create(clause: object) {
  const url = 'https://receiver.example.com/in';
  return new MemoryApi().send('POST', path, { name: 'x', url, filter: { anyOf: [clause] } });
}

const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, i) => item(i));

describe('what is too much', () => {
  it('faults: twenty are enough', async () => {
    const eventTypes = many(100, i => `TODO_NONE_${i}`);
    const { status, body } = await create({ eventTypes, companies: [company] });
    expect([status, body.errors.length]).toEqual([400, 20]);
    const unknown = Object.fromEntries(many(5_000, i => [`member${i}`, 1]));
    const api = new MemoryApi();
    expect((await api.send('POST', path, unknown)).body.errors).toHaveLength(20);
  });

  it.each([
    ['eventTypes', { eventTypes: many(101, () => 'TODO_MOVED'), companies: [company] }],
    ['companies', { eventTypes: ['*'], companies: many(101, () => company) }],
    [
      'companies/0/projectIds',
      { eventTypes: ['*'], companies: [{ ...company, projectIds: many(5_001, String) }] },
    ],
  ])('%s', async (member, clause) => {
    const { status, body } = await create(clause);
    expect([status, body.errors[0].pointer]).toEqual([400, `/filter/anyOf/0/${member}`]);
  });

  it('conditions, before they are parsed', async () => {
    const pattern = {
      ...Object.fromEntries(many(10_000, i => [`field${i}`, [1]])),
      $or: many(999, () => ({ z: [1] })),
    };
    const { status, body } = await create({
      eventTypes: ['*'],
      companies: [company],
      conditions: { pattern },
    });
    expect([status, body.errors[0].pointer]).toEqual([400, '/filter/anyOf/0/conditions/pattern']);
  });

  it('a filter of more than 200,000 bytes', async () => {
    const projectIds = many(5_000, i => `project-with-a-name-that-is-too-long-${i}`);
    const { status, body } = await create({ eventTypes: ['*'], companies: [{ ...company, projectIds }] });
    expect([status, body.errors[0].pointer]).toEqual([400, '/filter']);
  });

  it('a page of a list, in an answer of 6 MB: it ends early, and the next one goes on', async () => {
    const api = new MemoryApi();
    given(api);
    const responseBody = '\u0001'.repeat(4_096);
    const attempt = { ...okAttempt, run: 1, status: 500, responseBody };
    for (const second of many(59, i => i)) {
      const one = delivery(second, { attempts: many(5, () => attempt) });
      api.deliveries.records.set(one.id, one);
    }
    const seen = new Set<string>();
    let pages = 0;
    let cursor = '';
    do {
      const { body } = await api.send('GET', `${path}/${webhookId}/deliveries?limit=100${cursor}`);
      expect(JSON.stringify(JSON.stringify(body)).length).toBeLessThan(4_100_000);
      for (const { id } of body.items) seen.add(id);
      pages++;
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect([pages, seen.size]).toEqual([3, 59]);
  });
});

describe('numbers', () => {
  it.each(['12345678901234567890', '9007199254740993', '0.1234567890123456789', '1e400', '1e-400'])(
    'refuses %s, which would become another',
    async text => {
      const clause = { eventTypes: ['*'], companies: [company], conditions: { pattern: { a: ['NUMBER'] } } };
      const url = 'https://receiver.example.com/in';
      const body = JSON.stringify({ name: 'x', url, filter: { anyOf: [clause] } }).replace('"NUMBER"', text);
      const answer = await new MemoryApi().send('POST', path, body);
      expect([answer.status, answer.body.errors]).toMatchObject([
        400,
        [{ pointer: '/filter/anyOf/0/conditions/pattern/a/0' }],
      ]);
    },
  );

  it('keeps 1.0, 1e20 and -0 in value', async () => {
    const clause = { eventTypes: ['*'], companies: [company], conditions: { pattern: { a: ['NUMBERS'] } } };
    const url = 'https://receiver.example.com/in';
    const body = JSON.stringify({ name: 'x', url, filter: { anyOf: [clause] } }).replace(
      '"NUMBERS"',
      '1.0,1e20,-0',
    );
    const api = new MemoryApi();
    const answer = await api.send('POST', path, body);
    expect([answer.status, api.rules.rules.get(answer.body.id)?.pattern]).toEqual([
      201,
      '{"detail":{"a":[0,1,100000000000000000000],"companyId":["acme"],"projectId":["p1"]}}',
    ]);
  });
});
