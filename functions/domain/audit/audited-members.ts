import { canonicalJson } from '../canonical-json.ts';
import { companiesOf } from '../filter.ts';
import type { WebhookState } from '../webhook.ts';
import type { AuditedChange, AuditMembers } from './audit-entry.ts';

/** So long a member may be as JSON: an entry must fit an item of DynamoDB, twice. */
const mostCharacters = 20_000;

function kept(value: unknown): unknown {
  const { length } = JSON.stringify(value) ?? '';
  return length <= mostCharacters ? value : { omitted: `${length} characters` };
}

/** The members of a thing that differ, as they were and as they are. A member that is absent is `undefined` on its side. */
export function changedMembers(
  before: AuditMembers,
  after: AuditMembers,
): { readonly before: AuditMembers; readonly after: AuditMembers } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    name => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null),
  );
  const of = (members: AuditMembers) =>
    Object.fromEntries(names.map(name => [name, kept(members[name] ?? null)]));
  return { before: of(before), after: of(after) };
}

/** URLs of chat services are credentials, and others may hold one: the log says where, and that it has changed, no more. */
function shownUrl(members: AuditMembers): AuditMembers {
  return typeof members.url === 'string' ? { ...members, url: `${new URL(members.url).origin}/…` } : members;
}

function membersOf({ webhook, health }: WebhookState): AuditMembers {
  const { name, url, filter, format, options, ownerCompanyId, headerNames, authType } = webhook;
  return {
    name,
    url,
    filter,
    format,
    template: webhook.template ?? null,
    options,
    ownerCompanyId,
    headerNames,
    authType,
    status: health.status,
    whilePaused: health.whilePaused,
    deleted: webhook.deletedAt !== undefined,
  };
}

/** @param before `undefined`: it is being created */
export function webhookChange(before: WebhookState | undefined, after: WebhookState): AuditedChange {
  const thing = { kind: 'webhook', id: after.webhook.id };
  const companies = [before, after].flatMap(state =>
    state === undefined ? [] : companiesOf(state.webhook.filter),
  );
  const unique = [...new Set(companies)].sort();
  if (before === undefined) {
    return {
      thing,
      companies: unique,
      before: null,
      after: shownUrl(changedMembers({}, membersOf(after)).after),
    };
  }
  const changed = changedMembers(membersOf(before), membersOf(after));
  const isResealed = before.webhook.sealedCredentials !== after.webhook.sealedCredentials;
  return {
    thing,
    companies: unique,
    before: shownUrl(changed.before),
    after: { ...shownUrl(changed.after), ...(isResealed ? { credentialsChanged: true } : {}) },
  };
}

/** Of what is done to a webhook without changing it. */
export function webhookDeed({ webhook }: WebhookState, after: AuditMembers | null): AuditedChange {
  const thing = { kind: 'webhook', id: webhook.id };
  return { thing, companies: companiesOf(webhook.filter), before: null, after };
}
