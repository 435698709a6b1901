import { beforeEach, describe, expect, it } from 'vitest';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { given, webhookId } from './memory-fixtures.ts';

const path = '/v1/directory';
const website = { companyId: 'acme', kind: 'project', id: 'website', name: 'Web site' };
const ada = { companyId: 'acme', kind: 'person', id: 'ada', name: 'Ada Lee' };
const keyOf = ({ name: _, ...key }: typeof ada) => key;

let api: MemoryApi;
beforeEach(() => {
  api = new MemoryApi();
});

const stored = () => [...api.directory.entries.values()];

describe('changeDirectory', () => {
  it('writes and deletes what it names', async () => {
    await api.send('PUT', path, { upsert: [website, ada] });
    const renamed = { ...ada, name: 'Ada King' };
    const { status, body } = await api.send('PUT', path, { upsert: [renamed], delete: [keyOf(website)] });
    expect([status, body, stored()]).toEqual([200, { upserted: 1, deleted: 1 }, [renamed]]);
  });

  it('takes 500 changes, and no more', async () => {
    const entries = Array.from({ length: 500 }, (_, n) => ({ ...ada, id: `p${n}` }));
    expect((await api.send('PUT', path, { upsert: entries })).body).toEqual({ upserted: 500, deleted: 0 });
    const { status, body } = await api.send('PUT', path, { upsert: entries, delete: [keyOf(ada)] });
    expect([status, body.errors]).toEqual([
      400,
      [
        {
          pointer: '',
          code: 'too-many',
          detail: 'At most 500 changes are taken at once, "upsert" and "delete" together.',
          limit: 500,
        },
      ],
    ]);
  });

  it.each([
    [{ upsert: [{ ...ada, kind: 'people' }] }, '/upsert/0/kind'],
    [{ upsert: [{ ...ada, name: ' ' }] }, '/upsert/0/name'],
    [{ upsert: [{ ...ada, name: 'x'.repeat(201) }] }, '/upsert/0/name'],
    [{ upsert: [{ ...ada, id: '' }] }, '/upsert/0/id'],
    [{ delete: [ada] }, '/delete/0/name'],
    [{ upsert: [ada], delete: [keyOf(ada)] }, '/delete/0'],
    [{ upsert: [ada, website, { ...ada, name: 'Other' }] }, '/upsert/2'],
    [{ upsert: [{ ...ada, kind: 'company', id: 'globex' }] }, '/upsert/0/id'],
  ])('400: %j', async (body, pointer) => {
    const answer = await api.send('PUT', path, body);
    expect([answer.status, answer.body.errors.map((fault: { pointer: string }) => fault.pointer)]).toEqual([
      400,
      [pointer],
    ]);
    expect(stored()).toEqual([]);
  });

  it('403: companies that the key does not hold, and nothing is changed', async () => {
    const body = {
      upsert: [ada, { ...ada, companyId: 'globex' }],
      delete: [keyOf({ ...ada, companyId: 'x' })],
    };
    const headers = { authorization: `Bearer ${api.key(['acme'], { role: 'publisher' })}` };
    const answer = await api.send('PUT', path, body, headers);
    const fault = { code: 'not-held', detail: 'This API key does not hold the company.' };
    expect([answer.status, answer.body.errors]).toEqual([
      403,
      [
        { pointer: '/upsert/1/companyId', ...fault },
        { pointer: '/delete/0/companyId', ...fault },
      ],
    ]);
    expect(stored()).toEqual([]);
    expect((await api.send('PUT', path, { upsert: [ada] }, headers)).status).toBe(200);
  });

  it('403: a key that may only read', async () => {
    const headers = { authorization: `Bearer ${api.key('*', { role: 'manager' })}` };
    expect((await api.send('PUT', path, { upsert: [ada] }, headers)).status).toBe(403);
    expect((await api.send('GET', `${path}?companyId=acme`, undefined, headers)).status).toBe(200);
  });

  it('503: what DynamoDB does not take can be sent again', async () => {
    api.directory.change = async () => {
      throw new AwsCallError('UnprocessedItems', 'busy', true);
    };
    const { status, headers } = await api.send('PUT', path, { upsert: [ada] });
    expect([status, headers['retry-after']]).toEqual([503, '1']);
  });
});

describe('listDirectory', () => {
  const entries = [ada, { ...ada, id: 'ben' }, { ...ada, id: 'z#é' }, website];
  beforeEach(async () => {
    await api.send('PUT', path, { upsert: [...entries, { ...website, companyId: 'globex' }] });
  });

  it.each([
    ['', entries],
    ['&kind=person', entries.slice(0, 3)],
    ['&kind=list', []],
  ])('goes through the pages of a company%s', async (query, expected) => {
    const items: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await api.send('GET', `${path}?companyId=acme&limit=1${query}${cursor}`);
      items.push(...body.items);
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(items).toEqual(expected);
  });

  it.each([
    ['', '?companyId'],
    ['?kind=project', '?companyId'],
    ['?companyId=acme&kind=people', '?kind'],
    ['?companyId=acme&cursor=x', '?cursor'],
    [`?companyId=acme&kind=list&cursor=${Buffer.from('person#ada').toString('base64url')}`, '?cursor'],
  ])('400: %s', async (query, pointer) => {
    const { status, body } = await api.send('GET', `${path}${query}`);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('403: a company that the key does not hold', async () => {
    const headers = { authorization: `Bearer ${api.key(['acme'])}` };
    expect((await api.send('GET', `${path}?companyId=globex`, undefined, headers)).status).toBe(403);
  });
});

describe('listDirectory without a company', () => {
  const company = (id: string) => ({ companyId: id, kind: 'company', id, name: `Name of ${id}` });
  const all = ['Z', 'acme', 'globex', '\uff5e', '\u{1f600}'].map(company);
  beforeEach(async () => {
    await api.send('PUT', path, { upsert: [...all.toReversed(), ada, website] });
  });

  async function named(key: string) {
    const items: unknown[] = [];
    let cursor = '';
    do {
      const headers = { authorization: `Bearer ${key}` };
      const { body } = await api.send('GET', `${path}?kind=company&limit=2${cursor}`, undefined, headers);
      items.push(...body.items);
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    return items;
  }

  it('goes through the names of every company, for a key for all', async () => {
    expect(await named(api.key('*'))).toEqual(all);
  });

  it('names those that a key holds, and no others', async () => {
    expect(await named(api.key(['globex', '\u{1f600}', 'unnamed', '\uff5e']))).toEqual(all.slice(2));
    expect(await named(api.key(['unnamed']))).toEqual([]);
  });
});

describe('a test of a chat webhook', () => {
  const data = { companyId: 'acme', projectId: 'website', actorId: 'ada', currentValue: { title: 'T' } };
  const textOf = async (event: object) => {
    const { body } = await api.send('POST', `/v1/webhooks/${webhookId}/test`, { event });
    return JSON.parse(body.request.body).blocks[0].text.text;
  };
  beforeEach(async () => {
    given(api, { format: 'slack' });
    await api.send('PUT', path, { upsert: [website, ada, { ...ada, companyId: 'globex' }] });
  });

  it('shows names', async () => {
    expect(await textOf({ type: 'TODO_CREATED', data })).toBe(
      '*Test: A record was created:* T\n*Project:* Web site\n*By:* Ada Lee',
    );
  });

  it('shows none of a company that the webhook is not for', async () => {
    expect(await textOf({ type: 'TODO_CREATED', data: { ...data, companyId: 'globex' } })).toContain(
      '*By:* ada',
    );
    expect(api.directory.asked).toEqual([]);
  });

  it('shows ids when names cannot be read', async () => {
    api.directory.beforeFind = async () => {
      throw new AwsCallError('ProvisionedThroughputExceededException', 'busy', true);
    };
    expect(await textOf({ type: 'TODO_CREATED', data })).toContain('*By:* ada');
    expect(api.logged.map(({ message }) => message)).toContain('names could not be looked up');
  });
});
