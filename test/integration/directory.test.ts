import { describe, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

describe('changeDirectory, listDirectory', () => {
  it('keep the names of a company, which sentences and messages show instead of ids', async () => {
    const companyId = uniqueName('named');
    const people = Array.from({ length: 400 }, (_, n) => ({
      companyId,
      kind: 'person',
      id: `user-${String(n).padStart(3, '0')}`,
      name: `Person ${n}`,
    }));
    const project = { companyId, kind: 'project', id: 'p1', name: 'Web site' };
    const written = await finehook.api('PUT', '/v1/directory', { upsert: [...people, project] });
    expect([written.status, written.body]).toEqual([200, { upserted: 401, deleted: 0 }]);
    const gone = people.slice(1).map(({ name: _, ...key }) => key);
    await finehook.api('PUT', '/v1/directory', { delete: gone });
    const page = await finehook.api('GET', `/v1/directory?companyId=${companyId}&limit=1`);
    expect(page.body.items).toEqual(people.slice(0, 1));
    const next = `/v1/directory?companyId=${companyId}&cursor=${page.body.nextCursor}`;
    expect((await finehook.api('GET', next)).body).toEqual({ items: [project], nextCursor: null });

    const company = { companyId, kind: 'company', id: companyId, name: 'Named & Sons' };
    await finehook.api('PUT', '/v1/directory', { upsert: [company] });
    const { body: companies } = await finehook.api('GET', '/v1/directory?kind=company&limit=100');
    expect(companies.items).toContainEqual(company);
    await finehook.api('PUT', '/v1/directory', { delete: [{ companyId, kind: 'company', id: companyId }] });

    const clause = { eventTypes: ['TODO_CREATED'], companies: [{ companyId, projectIds: ['p1'] }] };
    const webhook = await finehook.webhookTo(companyId, { format: 'slack', filter: { anyOf: [clause] } });
    const sentence = `When a record is created in “Web site” of “${companyId}”`;
    const told = await finehook.api('GET', `/v1/webhooks/${webhook.id}?language=en`);
    expect(told.body.sentence).toBe(sentence);
    const detail = { actorId: 'user-000', currentValue: { id: 'r1', title: 'Launch' } };
    await finehook.put({ type: 'TODO_CREATED', companyId, detail });
    const [call] = await finehook.receives(companyId, 1);
    expect(JSON.parse(call?.body ?? '').blocks[0].text.text).toBe(
      '*A record was created:* Launch\n*Project:* Web site\n*By:* Person 0',
    );
  });
});
