import { describe, expect, it } from 'vitest';
import { readNouns } from '../../../functions/domain/wire/nouns-schema.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { renamedNouns } from '../../support/renamed-nouns.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const other = 'whk_01kdvdna000000000000000001';
const url = 'https://acme.example/hook';
const ofProjects = (...projectIds: string[]) => ({
  anyOf: [{ eventTypes: ['TODO_MOVED', 'INVOICE_PAID'], companies: [{ companyId: 'acme', projectIds }] }],
});
const nameOf = (kind: string, id: string, name: string) => ({ companyId: 'acme', kind, id, name });

async function world(): Promise<MemoryApi> {
  const api = new MemoryApi();
  given(api, { filter: ofProjects('web', 'app') });
  await api.send('PUT', '/v1/directory', { upsert: [nameOf('project', 'web', 'Our website')] });
  const texts = { group: 'Billing', title: { en: 'Paid', ru: 'Оплачено' }, description: { en: 'All.' } };
  await api.send('PUT', '/v1/event-types/INVOICE_PAID', { ...texts, schema: {}, example: {} });
  return api;
}

async function sessionOf(api: MemoryApi, names: object): Promise<{ authorization: string }> {
  const link = { companies: ['acme'], user: { id: 'u', name: 'Ada' }, names };
  const { body } = await api.send('POST', '/v1/portal-links', link);
  const token = body.url.split('#token=')[1];
  const session = await api.send('POST', '/v1/sessions', { token }, { authorization: '' });
  return { authorization: `Bearer ${session.body.token}` };
}

const english = 'When a record is moved, or “Paid” happens, in “Our website” or “app” of “acme”';
const russian =
  'Когда запись перемещена, или происходит «Оплачено», в проекте «Our website» или «app» компании «acme»';

describe('sentences', () => {
  it.each([
    ['en', english],
    ['ru', russian],
  ])('%s: as a preview says them, of one webhook and of a list', async (language, sentence) => {
    const api = await world();
    expect((await api.send('GET', `${path}?language=${language}`)).body.sentence).toBe(sentence);
    const list = await api.send('GET', `/v1/webhooks?language=${language}`);
    expect(list.body.items.map((item: { sentence: string }) => item.sentence)).toEqual([sentence]);
    const body = { filter: ofProjects('web', 'app'), language };
    expect((await api.send('POST', '/v1/filters/preview', body)).body.sentence).toBe(sentence);
  });

  it.each([
    ['en', 'When a tag is created in any workspace of “acme”', 'the card is “r2”'],
    ['ru', 'Когда тег создан в любых пространствах организации «acme»', 'поле «карточка» — «r2»'],
  ])('%s: have the nouns of the operator', async (language, sentence, asked) => {
    const api = new MemoryApi({ nouns: readNouns(JSON.stringify(renamedNouns)) });
    const companies = [{ companyId: 'acme', projectIds: '*' as const }];
    const clause = { eventTypes: ['TAG_CREATED'], companies };
    given(api, { filter: { anyOf: [clause] } });
    expect((await api.send('GET', `${path}?language=${language}`)).body.sentence).toBe(sentence);
    const list = await api.send('GET', `/v1/webhooks?language=${language}`);
    expect(list.body.items[0].sentence).toBe(sentence);
    const conditions = { op: 'eq', field: 'recordId', value: 'r2' };
    const filter = { anyOf: [{ ...clause, conditions }] };
    const data = {
      companyId: 'acme',
      projectId: 'web',
      recordId: 'r1',
      previousValue: null,
      currentValue: {},
    };
    const events = [{ type: 'TAG_CREATED', data }];
    const preview = await api.send('POST', '/v1/filters/preview', { filter, language, events });
    expect(preview.body.sentence).toContain(sentence);
    expect(preview.body.events[0].misses[0].asked).toBe(asked);
  });

  it('say a type that comes with Finehook as the operator has titled it', async () => {
    const api = new MemoryApi();
    given(api, { filter: filterOf('acme') });
    const { body } = await api.send('GET', '/v1/event-types/TODO_MOVED');
    const { group, description, schema, example, deprecated } = body;
    const title = { en: 'Card moved', ru: 'Карточка перемещена' };
    const put = { group, description, schema, example, deprecated, title };
    expect((await api.send('PUT', '/v1/event-types/TODO_MOVED', put)).status).toBe(200);
    const english = (await api.send('GET', `${path}?language=en`)).body.sentence;
    const russian = (await api.send('GET', `${path}?language=ru`)).body.sentence;
    expect(english).toMatch(/^When “Card moved” happens in /);
    expect(russian).toMatch(/^Когда происходит «Карточка перемещена» в /);
  });

  it('come only where a language is said, and nothing is looked up without', async () => {
    const api = await world();
    const one = await api.send('GET', path);
    const list = await api.send('GET', '/v1/webhooks');
    expect(['sentence' in one.body, 'sentence' in list.body.items[0]]).toEqual([false, false]);
    expect([api.directory.asked, api.eventTypes.asked]).toEqual([[], []]);
  });

  it('look up names once for a whole list, each once, and only what the caller may see', async () => {
    const api = await world();
    given(api, { id: other, filter: ofProjects('web', 'shop') });
    given(api, { id: 'whk_01kdvdna000000000000000002', filter: filterOf('globex') });
    const authorization = `Bearer ${api.key(['acme'])}`;
    const { body } = await api.send('GET', '/v1/webhooks?language=en', undefined, { authorization });
    expect(body.items.map(({ id, sentence }: Record<string, string>) => [id, sentence])).toEqual([
      [other, english.replace('“app”', '“shop”')],
      [webhookId, english],
    ]);
    const key = (kind: string, id: string) => ({ companyId: 'acme', kind, id });
    expect(api.directory.asked).toEqual([
      [key('project', 'web'), key('project', 'shop'), key('company', 'acme'), key('project', 'app')],
    ]);
    expect(api.eventTypes.asked).toEqual([['TODO_MOVED', 'INVOICE_PAID']]);
  });

  it("take from a portal session's names what the directory does not know", async () => {
    const api = await world();
    const session = await sessionOf(api, { web: 'Site', app: 'App', acme: 'Acme', ann: 'Ann' });
    const sentence = english.replace('“app” of “acme”', '“App” of “Acme”');
    expect((await api.send('GET', `${path}?language=en`, undefined, session)).body.sentence).toBe(sentence);
    const list = await api.send('GET', '/v1/webhooks?language=en', undefined, session);
    expect(list.body.items[0].sentence).toBe(sentence);
    const preview = await api.send(
      'POST',
      '/v1/filters/preview',
      { filter: ofProjects('web', 'app') },
      session,
    );
    expect(preview.body.sentence).toBe(sentence);
    expect((await api.send('GET', `${path}?language=en`)).body.sentence).toBe(english);
  });

  it('call no person by a name that a session has for a project', async () => {
    const api = new MemoryApi();
    const session = await sessionOf(api, { ann: 'Annex' });
    const conditions = { op: 'eq', field: 'actorId', value: 'ann' };
    const clause = { ...filterOf('acme').anyOf[0], conditions };
    const body = { filter: { anyOf: [clause] } };
    const preview = await api.send('POST', '/v1/filters/preview', body, session);
    expect(preview.body.sentence).toBe(
      'When a record is moved in any project of “acme”, and the one who changed it is “ann”',
    );
  });

  it('are part of what the tag stands for, and a change is made with it', async () => {
    const api = await world();
    const read = (known = '') =>
      api.send('GET', `${path}?language=en`, undefined, { 'if-none-match': known });
    const { etag = '' } = (await read()).headers;
    expect(etag).not.toBe((await api.send('GET', path)).headers.etag);
    expect((await read(etag)).status).toBe(304);
    await api.send('PUT', '/v1/directory', { upsert: [nameOf('project', 'app', 'App')] });
    const changed = await read(etag);
    expect([changed.status, changed.headers.etag === etag]).toEqual([200, false]);
    const patch = await api.send('PATCH', path, { url }, { 'if-match': etag });
    expect(patch.status).toBe(200);
  });

  it.each(['', 'de', 'EN'])('language=%s: 400', async language => {
    for (const where of [path, '/v1/webhooks']) {
      const { status, body } = await new MemoryApi().send('GET', `${where}?language=${language}`);
      expect([status, body.errors[0].pointer]).toEqual([400, '?language']);
    }
  });
});
