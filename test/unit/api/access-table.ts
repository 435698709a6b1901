import type { AccessWorld, Holder, Owner } from './access-world.ts';
import { companies, confirmToken, leaveToken, linkToken, owners } from './access-world.ts';
import { filterOf } from './memory-fixtures.ts';

/**
 * Who may do what, whatever their companies: roles by name; `whoever reveals` secrets, whatever their role; `anybody` who says who they
 * are; `everybody`, also who does not.
 */
export const mayDo: Readonly<Record<string, string>> = {
  createWebhook: 'admin manager',
  listWebhooks: 'admin manager reader',
  getWebhook: 'admin manager reader',
  updateWebhook: 'admin manager',
  deleteWebhook: 'admin manager',
  pauseWebhook: 'admin manager',
  enableWebhook: 'admin manager',
  testWebhook: 'admin manager',
  checkUrl: 'admin manager',
  rotateSecret: 'admin manager',
  revealSecrets: 'whoever reveals',
  listHistory: 'admin manager reader',
  previewFilter: 'admin manager reader',
  whyWebhook: 'admin manager reader',
  publishEvents: 'admin publisher',
  listRecentEvents: 'admin manager reader',
  listDeliveries: 'admin manager reader',
  searchDeliveries: 'admin manager reader',
  getDelivery: 'admin manager reader',
  getDeliveryRequest: 'admin manager reader',
  traceEvent: 'admin manager reader',
  resendDelivery: 'admin manager',
  createInbox: 'admin manager',
  listInboxes: 'admin manager reader',
  getInbox: 'admin manager reader',
  deleteInbox: 'admin manager',
  listInboxCalls: 'admin manager reader',
  createContact: 'admin manager',
  listContacts: 'admin manager reader',
  deleteContact: 'admin manager',
  showConfirmation: 'everybody',
  confirmContact: 'everybody',
  showUnsubscription: 'everybody',
  unsubscribeContact: 'everybody',
  createResend: 'admin manager',
  listResends: 'admin manager reader',
  getResend: 'admin manager reader',
  cancelResend: 'admin manager',
  listEventTypes: 'admin manager reader publisher',
  getEventType: 'admin manager reader publisher',
  putEventType: 'admin',
  deleteEventType: 'admin',
  importEventTypes: 'admin',
  changeDirectory: 'admin publisher',
  listDirectory: 'admin manager reader',
  listAuditLog: 'admin',
  getStatistics: 'admin manager reader',
  listStatistics: 'admin manager reader',
  getCapacity: 'admin',
  createKey: 'admin',
  listKeys: 'admin',
  getKey: 'admin',
  deleteKey: 'admin',
  rotateKey: 'admin',
  createGrant: 'admin',
  listGrants: 'admin manager reader',
  getGrant: 'admin manager reader',
  deleteGrant: 'admin',
  createPortalLink: 'admin',
  createSession: 'everybody',
  getSession: 'anybody',
  deleteSession: 'anybody',
  explainProblem: 'everybody',
  getOpenApi: 'everybody',
};

export interface Row {
  /** Method and path; `{webhook}`, `{delivery}` and such stand for the id of the one that its owner has. */
  readonly ask: string;
  readonly body?: (owner: Owner) => unknown;
  /** What is answered to whoever may. */
  readonly done: number;
  /** Of whom the thing is, or whom the request names. */
  readonly of: readonly Owner[];
  /** What is answered to whoever does not hold the owner's companies … */
  readonly elsewhere: number;
  /** … but for these. */
  readonly but?: Partial<Record<Holder, number>>;
  /** Who may, where it is not whoever holds the owner's companies. */
  readonly may?: readonly Holder[];
  /** A list: things of this kind are in it, of these owners as far as the caller may see them. */
  readonly shows?: {
    readonly kind: 'webhook' | 'delivery' | 'key' | 'audit' | 'grant' | 'contact';
    readonly of: readonly Owner[];
  };
  /** What has to be so before. */
  readonly given?: (world: AccessWorld) => void;
}

const single: readonly Owner[] = ['acme', 'globex', 'initech'];
const input = (owner: Owner) => ({
  name: 'n',
  url: 'https://example.com/',
  filter: filterOf(...companies[owner]),
});
const ofCompany = (companyId: string) => ({ companyId, projectId: 'p', previousValue: {}, currentValue: {} });
const events = (owner: Owner) => companies[owner].map(id => ({ type: 'TODO_MOVED', data: ofCompany(id) }));
const names = (owner: Owner) => ({
  upsert: companies[owner].map(companyId => ({ companyId, kind: 'project', id: 'p', name: 'New' })),
});
const person = (owner: Owner) => ({
  delete: companies[owner].map(companyId => ({ companyId, kind: 'person', id: 'p1' })),
});
const eventType = {
  group: 'Billing',
  title: { en: 'Invoice paid' },
  description: { en: 'All of it.' },
  schema: {},
  example: {},
};

/** Of a thing that its path names. */
function thing(ask: string, done: number, more: Partial<Row> = {}): Row {
  return { ask, done, of: owners, elsewhere: 404, ...more };
}

/** Of companies that the request names. */
function naming(ask: string, done: number, more: Partial<Row> = {}): Row {
  return { ask, done, of: owners, elsewhere: 403, ...more };
}

/** Whoever calls gets what they may see of it. */
function list(ask: string, kind: NonNullable<Row['shows']>['kind'], of: readonly Owner[]): Row {
  return { ask, done: 200, of: ['acme'], elsewhere: 200, shows: { kind, of } };
}

/** Of the catalog, which belongs to all companies. */
function catalog(ask: string, done: number, more: Partial<Row> = {}): Row {
  return { ask, done, of: ['acme'], elsewhere: 403, may: ['all'], ...more };
}

/** It is nobody's. */
function free(ask: string, done: number, body?: unknown): Row {
  const more = body === undefined ? {} : { body: () => body };
  return { ask, done, of: ['acme'], elsewhere: done, ...more };
}

const aWebhook = '/v1/webhooks/{webhook}';
const acmesAndItsPart: readonly Owner[] = ['acme', 'both'];

/** A valid request for each operation; several, where it can be asked for in several ways. */
export const rows: Readonly<Record<string, Row>> = {
  createWebhook: naming('POST /v1/webhooks', 201, { body: input }),
  listWebhooks: list('GET /v1/webhooks', 'webhook', owners),
  getWebhook: thing(`GET ${aWebhook}`, 200),
  updateWebhook: thing(`PATCH ${aWebhook}`, 200, { body: () => ({ name: 'New' }) }),
  'updateWebhook to listen to others': naming('PATCH /v1/webhooks/{webhook of acme}', 200, {
    of: ['both'],
    body: owner => ({ filter: filterOf(...companies[owner]) }),
    but: { globex: 404, initech: 404 },
  }),
  deleteWebhook: thing(`DELETE ${aWebhook}`, 204),
  pauseWebhook: thing(`POST ${aWebhook}/pause`, 200),
  enableWebhook: thing(`POST ${aWebhook}/enable`, 200),
  testWebhook: thing(`POST ${aWebhook}/test`, 200, { body: () => ({ eventType: 'TODO_MOVED' }) }),
  checkUrl: free('POST /v1/url-checks', 200, { url: 'https://example.com/' }),
  rotateSecret: thing(`POST ${aWebhook}/secrets`, 200),
  revealSecrets: thing(`GET ${aWebhook}/secrets`, 200),
  listHistory: thing(`GET ${aWebhook}/history`, 200),
  previewFilter: naming('POST /v1/filters/preview', 200, {
    body: owner => ({ filter: filterOf(...companies[owner]) }),
  }),
  whyWebhook: thing(`GET ${aWebhook}/why?eventId=event-1`, 200),
  publishEvents: naming('POST /v1/events', 202, { body: events }),
  listRecentEvents: naming('GET /v1/recent-events?companyId={company}', 200, { of: single }),
  listDeliveries: thing(`GET ${aWebhook}/deliveries`, 200),
  'searchDeliveries of a webhook': thing('GET /v1/deliveries?webhookId={webhook}', 200),
  'searchDeliveries of an event': list('GET /v1/deliveries?eventId=event-1', 'delivery', owners),
  'searchDeliveries of a record': list(
    'GET /v1/deliveries?companyId=acme&recordId=record-1',
    'delivery',
    acmesAndItsPart,
  ),
  getDelivery: thing('GET /v1/deliveries/{delivery}', 200),
  'getDelivery of the past': thing('GET /v1/deliveries/{past}', 200, { of: ['both'] }),
  getDeliveryRequest: thing('GET /v1/deliveries/{delivery}/request', 200),
  'getDeliveryRequest of the past': thing('GET /v1/deliveries/{past}/request', 200, { of: ['both'] }),
  traceEvent: list('GET /v1/events/event-1/trace', 'delivery', owners),
  resendDelivery: thing('POST /v1/deliveries/{delivery}/resend', 202),
  createInbox: naming('POST /v1/inboxes', 201, { of: single, body: owner => ({ companyId: owner }) }),
  listInboxes: naming('GET /v1/inboxes?companyId={company}', 200, { of: single }),
  getInbox: thing('GET /v1/inboxes/{inbox}', 200, { of: single }),
  deleteInbox: thing('DELETE /v1/inboxes/{inbox}', 204, { of: single }),
  listInboxCalls: thing('GET /v1/inboxes/{inbox}/calls', 200, { of: single }),
  createContact: naming('POST /v1/contacts', 200, {
    of: single,
    body: owner => ({ companyId: owner, email: 'bob@example.com' }),
  }),
  listContacts: naming('GET /v1/contacts?companyId={company}', 200, { of: single }),
  deleteContact: thing('DELETE /v1/contacts/{contact}', 204, { of: single }),
  showConfirmation: free(`GET /v1/contacts/{contact}/confirm?token=${confirmToken}`, 200),
  confirmContact: free(`POST /v1/contacts/{contact}/confirm?token=${confirmToken}`, 200),
  showUnsubscription: free(`GET /v1/contacts/{contact}/unsubscribe?token=${leaveToken}`, 200),
  unsubscribeContact: free(`POST /v1/contacts/{contact}/unsubscribe?token=${leaveToken}`, 200),
  createResend: thing(`POST ${aWebhook}/resends`, 202, {
    body: () => ({ from: '2025-12-31T00:00:00Z', to: '2026-01-01T00:00:00Z' }),
    given: ({ api }) => api.resends.jobs.clear(),
  }),
  listResends: thing(`GET ${aWebhook}/resends`, 200),
  getResend: thing(`GET ${aWebhook}/resends/{resend}`, 200),
  'getResend of another webhook': thing('GET /v1/webhooks/{webhook of acme}/resends/{resend}', 200, {
    of: ['globex'],
    may: [],
  }),
  cancelResend: thing(`POST ${aWebhook}/resends/{resend}/cancel`, 200),
  listEventTypes: free('GET /v1/event-types', 200),
  getEventType: free('GET /v1/event-types/invoice.paid', 200),
  putEventType: catalog('PUT /v1/event-types/invoice.paid', 200, { body: () => eventType }),
  deleteEventType: catalog('DELETE /v1/event-types/invoice.paid', 204),
  importEventTypes: catalog('POST /v1/event-types/imports', 200, {
    body: () => [{ name: 'invoice.paid', ...eventType }],
  }),
  'changeDirectory to write': naming('PUT /v1/directory', 200, { body: names }),
  'changeDirectory to delete': naming('PUT /v1/directory', 200, { body: person }),
  listDirectory: naming('GET /v1/directory?companyId={company}', 200, { of: single }),
  listAuditLog: list('GET /v1/audit-log?companyId=acme', 'audit', acmesAndItsPart),
  'listAuditLog of a thing': list('GET /v1/audit-log?thingId={webhook of both}', 'audit', ['both']),
  'listAuditLog of an actor': list('GET /v1/audit-log?actorId=key_1', 'audit', owners),
  getStatistics: thing(`GET ${aWebhook}/statistics`, 200),
  'getStatistics of an hour': thing(`GET ${aWebhook}/statistics?period=1h`, 200),
  'listStatistics of webhooks': list('GET /v1/statistics?webhookIds={every webhook}', 'webhook', owners),
  'listStatistics of a company': list('GET /v1/statistics?companyId=acme', 'webhook', acmesAndItsPart),
  getCapacity: catalog('GET /v1/capacity', 200),
  'getCapacity of a company': naming('GET /v1/capacity?companyId={company}', 200, { of: single }),
  createKey: naming('POST /v1/keys', 201, {
    body: owner => ({ name: 'CI', companies: companies[owner], role: 'reader' }),
  }),
  'createKey for every company': catalog('POST /v1/keys', 201, {
    body: () => ({ name: 'CI', companies: ['*'], role: 'reader' }),
  }),
  listKeys: list('GET /v1/keys', 'key', owners),
  getKey: thing('GET /v1/keys/{key}', 200),
  deleteKey: thing('DELETE /v1/keys/{key}', 204),
  rotateKey: thing('POST /v1/keys/{key}/rotations', 201),
  createGrant: naming('POST /v1/grants', 201, {
    of: single,
    body: owner => ({ companyId: owner, toCompanyId: 'umbrella' }),
  }),
  listGrants: naming('GET /v1/grants?companyId={company}', 200, { of: single }),
  'listGrants to acme': {
    ...list('GET /v1/grants?companyId=acme&direction=received', 'grant', ['both']),
    elsewhere: 403,
    may: ['acme', 'both', 'all'],
  },
  getGrant: thing('GET /v1/grants/{grant}', 200, { of: single }),
  'getGrant of globex to acme': thing('GET /v1/grants/{grant}', 200, {
    of: ['both'],
    may: ['acme', 'both', 'globex', 'all'],
  }),
  deleteGrant: thing('DELETE /v1/grants/{grant}', 204, { of: single }),
  'deleteGrant of globex to acme': thing('DELETE /v1/grants/{grant}', 204, {
    of: ['both'],
    may: ['both', 'globex', 'all'],
  }),
  createPortalLink: naming('POST /v1/portal-links', 200, {
    body: owner => ({ companies: companies[owner], user: { id: 'u-2', name: 'Bob' } }),
  }),
  createSession: free('POST /v1/sessions', 200, { token: linkToken }),
  getSession: free('GET /v1/session', 200),
  deleteSession: free('DELETE /v1/session', 204),
  explainProblem: free('GET /problems/conflict', 200),
  getOpenApi: free('GET /openapi.json', 200),
};
