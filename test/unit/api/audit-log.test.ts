import { describe, expect, it } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { contactId } from '../../../functions/domain/contact.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import { grantId } from '../../../functions/domain/grant.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { delivery, filterOf, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const window = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
const input = { name: 'n', url: 'https://example.com/secret-path?token=1', filter: filterOf('acme') };
const email = 'you@example.com';
const failed = delivery(1, { status: 'failed' });

function apiWithAll(): MemoryApi {
  const api = new MemoryApi();
  given(api);
  api.deliveries.put(failed);
  api.deliveries.eventTexts.set(failed.id, '{"detail":{"companyId":"acme","projectId":"website"}}');
  return api;
}

const tokenIn = (api: MemoryApi) => /token=([\w-]+)/.exec(JSON.stringify(api.mailer.sent))?.[1] ?? '';
const contactPath = `/v1/contacts/${contactId('acme', email)}`;
const createContact = (api: MemoryApi) => api.send('POST', '/v1/contacts', { companyId: 'acme', email });
const createResend = (api: MemoryApi) => api.send('POST', `${path}/resends`, window);

const createKey = (api: MemoryApi) =>
  api.send('POST', '/v1/keys', { name: 'CI', companies: ['acme'], role: 'reader' });
const eventType = {
  group: 'Billing',
  title: { en: 'Invoice paid' },
  description: { en: 'Somebody has paid.' },
  schema: { type: 'object' },
  example: {},
};
const grant = { companyId: 'acme', toCompanyId: 'globex' };

/** How each operation that changes something, or reveals a secret, comes to do so. */
const audited: Readonly<Record<string, (api: MemoryApi) => Promise<unknown>>> = {
  createWebhook: api => api.send('POST', '/v1/webhooks', input),
  updateWebhook: api => api.send('PATCH', path, { name: 'renamed' }),
  deleteWebhook: api => api.send('DELETE', path),
  pauseWebhook: api => api.send('POST', `${path}/pause`),
  enableWebhook: async api => {
    given(api, {}, { status: 'paused' });
    await api.send('POST', `${path}/enable`);
  },
  rotateSecret: api => api.send('POST', `${path}/secrets`),
  revealSecrets: api => api.send('GET', `${path}/secrets`),
  createInbox: api => api.send('POST', '/v1/inboxes', { companyId: 'acme' }),
  deleteInbox: async api => {
    const { body } = await api.send('POST', '/v1/inboxes', { companyId: 'acme' });
    api.nowMs += 1;
    await api.send('DELETE', `/v1/inboxes/${body.id}`);
  },
  createContact,
  deleteContact: async api => {
    await createContact(api);
    api.nowMs += 1;
    await api.send('DELETE', contactPath);
  },
  createResend,
  cancelResend: async api => {
    await createResend(api);
    const [job] = await api.resends.list({ webhookId, limit: 1 });
    api.nowMs += 1;
    await api.send('POST', `${path}/resends/${job?.id}/cancel`);
  },
  createKey,
  rotateKey: async api => {
    const { body } = await createKey(api);
    api.nowMs += 1;
    await api.send('POST', `/v1/keys/${body.id}/rotations`, { overlapHours: 1 });
  },
  deleteKey: async api => {
    const { body } = await createKey(api);
    api.nowMs += 1;
    await api.send('DELETE', `/v1/keys/${body.id}`);
  },
  createGrant: api => api.send('POST', '/v1/grants', grant),
  deleteGrant: async api => {
    api.grants.give('acme', 'globex');
    await api.send('DELETE', `/v1/grants/${grantId('acme', 'globex')}`);
  },
  putEventType: api => api.send('PUT', '/v1/event-types/invoice.paid', eventType),
  deleteEventType: async api => {
    await api.send('PUT', '/v1/event-types/invoice.paid', eventType);
    api.nowMs += 1;
    await api.send('DELETE', '/v1/event-types/invoice.paid');
  },
  importEventTypes: api =>
    api.send('POST', '/v1/event-types/imports', [{ name: 'invoice.paid', ...eventType }]),
  createPortalLink: api =>
    api.send('POST', '/v1/portal-links', { companies: ['acme'], user: { id: 'u1', name: 'Ada' } }),
  resendDelivery: api => api.send('POST', `/v1/deliveries/${failed.id}/resend`),
};

/** Of all companies: the catalog. */
const ofAll = ['putEventType', 'deleteEventType', 'importEventTypes'];
/** What changes nothing that stays, or is no setting: calls, sessions, and the platform's own data. */
const notAudited = [
  'testWebhook',
  'checkUrl',
  'previewFilter',
  'createSession',
  'deleteSession',
  'publishEvents',
  'changeDirectory',
];
/** Without an API key: see below. */
const byLink = ['confirmContact', 'unsubscribeContact'];

const entriesOf = (api: MemoryApi) => [...api.auditLog.entries.values()];

describe('every change is in the audit log', () => {
  const changing = operations.filter(({ method }) => method !== 'GET').map(({ id }) => id);

  it.each(changing)('%s has a way to do so here', id => {
    expect([...Object.keys(audited), ...notAudited, ...byLink]).toContain(id);
  });

  it.each(Object.keys(audited))('%s', async id => {
    const api = apiWithAll();
    await audited[id]?.(api);
    const entry = entriesOf(api).at(-1);
    const companies = ofAll.includes(id) ? ['*'] : ['acme'];
    expect(entry).toMatchObject({ operation: id, outcome: 'done', requestId: 'req-1', companies });
    expect(entry?.actor).toEqual({ kind: 'key', id: 'key_0', name: 'k' });
  });

  it.each(Object.keys(audited))('%s: no entry, no change', async id => {
    const api = apiWithAll();
    const stored = () =>
      JSON.stringify([
        ...api.webhooks.states,
        ...api.deliveries.records,
        ...api.contacts.contacts,
        ...api.inboxes.inboxes,
        ...api.resends.jobs,
        ...api.keys.keys,
        ...api.grants.grants,
        ...api.portal.links,
        ...api.eventTypes.types,
      ]);
    let known = '';
    api.auditLog.before = ({ operation }) => {
      if (operation !== id) return;
      known = stored();
      throw new AwsCallError('UnprocessedItems', 'full', true);
    };
    await audited[id]?.(api);
    expect(stored()).toBe(known);
  });
});

describe('an entry', () => {
  it('says what has changed, before and after, of a URL only where it leads, of credentials only that they have', async () => {
    const api = apiWithAll();
    await api.send('PATCH', path, {
      url: 'https://example.org/hook/T0KEN',
      auth: { type: 'bearer', token: 'S3CRET' },
    });
    const [entry] = entriesOf(api);
    expect(entry?.before).toEqual({ url: 'https://receiver.example.com/…', authType: null });
    expect(entry?.after).toEqual({
      url: 'https://example.org/…',
      authType: 'bearer',
      credentialsChanged: true,
    });
    expect(JSON.stringify(entriesOf(api))).not.toMatch(/T0KEN|S3CRET/);
  });

  it('is there before the change is made, as begun', async () => {
    const api = apiWithAll();
    const seen: unknown[] = [];
    api.auditLog.before = ({ outcome }) =>
      seen.push([outcome, api.webhooks.states.get(webhookId)?.webhook.name]);
    await api.send('PATCH', path, { name: 'renamed' });
    expect(seen).toEqual([
      ['begun', 'Tasks to CRM'],
      ['done', 'renamed'],
    ]);
  });

  it('stays as begun when nobody knows how it ended', async () => {
    const api = apiWithAll();
    api.webhooks.save = async () => {
      throw new Error('crash');
    };
    expect((await api.send('PATCH', path, { name: 'renamed' })).status).toBe(500);
    expect(entriesOf(api).map(({ outcome }) => outcome)).toEqual(['begun']);
  });

  it('is refused when others were always faster', async () => {
    const api = apiWithAll();
    api.webhooks.save = async () => false;
    expect((await api.send('PATCH', path, { name: 'renamed' })).status).toBe(409);
    expect(entriesOf(api).map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  it('does not keep a change from its answer once that is made', async () => {
    const api = apiWithAll();
    api.auditLog.before = ({ outcome }) => {
      if (outcome === 'done') throw new AwsCallError('UnprocessedItems', 'full', true);
    };
    expect((await api.send('PATCH', path, { name: 'renamed' })).status).toBe(200);
    expect(entriesOf(api).map(({ outcome }) => outcome)).toEqual(['begun']);
    expect(api.logged.map(({ message }) => message)).toContain('an audit entry is left as begun');
  });

  it('tells of a user of the console under their own id', async () => {
    const api = apiWithAll();
    const { body: link } = await api.send('POST', '/v1/portal-links', {
      companies: ['acme'],
      user: { id: 'u-ada', name: 'Ada' },
    });
    const token = link.url.split('#token=')[1];
    const { body } = await api.send('POST', '/v1/sessions', { token }, { authorization: '' });
    api.nowMs += 1;
    await api.send('PATCH', path, { name: 'renamed' }, { authorization: `Bearer ${body.token}` });
    expect(entriesOf(api).at(-1)?.actor).toEqual({ kind: 'user', id: 'u-ada', name: 'Ada' });
  });

  it('is made by the link in a mail, too, and has no address', async () => {
    const api = apiWithAll();
    await createContact(api);
    api.nowMs += 1;
    await api.send('POST', `${contactPath}/confirm?token=${tokenIn(api)}`);
    const [, entry] = entriesOf(api);
    expect(entry).toMatchObject({
      operation: 'confirmContact',
      actor: { kind: 'link', id: 'link', name: null },
      companies: ['acme'],
      before: { status: 'unconfirmed' },
      after: { status: 'confirmed' },
      outcome: 'done',
    });
    expect(JSON.stringify(entriesOf(api))).not.toContain(email);
  });

  it('is not made where nothing changes', async () => {
    const api = apiWithAll();
    await api.send('PATCH', path, { name: 'Tasks to CRM' });
    await api.send('PATCH', path, { name: '' });
    await api.send('PATCH', path.replace('na00', 'na11'), { name: 'x' });
    expect(entriesOf(api)).toEqual([]);
  });
});

describe('listAuditLog', () => {
  const operationsIn = ({ items }: { items: { operation: string }[] }) =>
    items.map(({ operation }) => operation);

  it('shows entries all of whose companies the key holds', async () => {
    const api = apiWithAll();
    api.grants.give('globex', 'acme');
    await api.send('PATCH', path, { name: 'renamed' });
    api.nowMs += 1;
    await api.send('PATCH', path, { filter: filterOf('acme', 'globex') });
    const asked = async (companies: '*' | string[], query = '') => {
      const authorization = `Bearer ${api.key(companies)}`;
      const { status, body } = await api.send('GET', `/v1/audit-log${query}`, undefined, { authorization });
      return status === 200 ? operationsIn(body).length : body.errors[0].pointer;
    };
    expect(await asked('*')).toBe(2);
    expect(await asked(['acme'])).toBe(1);
    expect(await asked(['acme', 'globex'], '?companyId=acme')).toBe(2);
    expect(await asked(['acme', 'globex'])).toBe('?companyId');
    expect(await asked(['acme', 'globex'], `?thingId=${webhookId}`)).toBe(2);
    expect(await asked(['globex'], '?companyId=acme')).toBe(0);
    expect(await asked(['globex'])).toBe(0);
    expect(await asked('*', '?from=2026-01-01T00:00:00.001Z')).toBe(1);
    expect(await asked('*', '?operation=deleteWebhook')).toBe(0);
    expect(await asked('*', '?cursor=x')).toBe('?cursor');
    expect(await asked('*', '?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z')).toBe('?to');
  });

  it('is for keys with the scope audit:read', async () => {
    const api = apiWithAll();
    const authorization = `Bearer ${api.key('*', { role: 'manager' })}`;
    expect((await api.send('GET', '/v1/audit-log', undefined, { authorization })).status).toBe(403);
  });
});
