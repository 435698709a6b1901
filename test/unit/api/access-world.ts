import { hashOfKey } from '../../../functions/domain/api-key.ts';
import { auditId } from '../../../functions/domain/audit/audit-entry.ts';
import { contactId, invite, unsubscribeToken } from '../../../functions/domain/contact.ts';
import { grantId } from '../../../functions/domain/grant.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { newInbox } from '../../../functions/domain/inbox.ts';
import type { KeyRole } from '../../../functions/domain/key-role.ts';
import { newPortalLink } from '../../../functions/domain/portal.ts';
import { newResend } from '../../../functions/domain/resend-job.ts';
import { noCounts } from '../../../functions/domain/statistics/counts.ts';
import type { TokenVerifier } from '../../../functions/domain/token-verifier.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { delivery, filterOf, given } from './memory-fixtures.ts';

/** Whose a thing is; `both`: it takes acme and globex. */
export const owners = ['acme', 'both', 'globex', 'initech'] as const;
export type Owner = (typeof owners)[number];

export const companies: Readonly<Record<Owner, readonly string[]>> = {
  acme: ['acme'],
  both: ['acme', 'globex'],
  globex: ['globex'],
  initech: ['initech'],
};

/** Callers by the companies that they hold. */
export const holders = [...owners, 'all'] as const;
export type Holder = (typeof holders)[number];

/** What each may see. */
export const sees: Readonly<Record<Holder, readonly Owner[]>> = {
  acme: ['acme'],
  both: ['acme', 'both', 'globex'],
  globex: ['globex'],
  initech: ['initech'],
  all: owners,
};

export const kinds = ['key', 'session', 'token'] as const;
export type Kind = (typeof kinds)[number];

const now = '2026-01-01T00:00:00.000Z';
const nowMs = Date.parse(now);
const eventId = 'event-1';
const recordId = 'record-1';

const endOf = (owner: Owner | 'nobody') =>
  `01kdvdna${String(['nobody', ...owners].indexOf(owner)).padStart(18, '0')}`;

const inboxOf = (company: string) => newInbox(company, nowMs, new TextEncoder().encode(company.padEnd(32)));

function idsOf(owner: Owner | 'nobody') {
  const end = endOf(owner);
  const webhook = `whk_${end}`;
  const company = owner === 'both' ? 'acme' : owner;
  return {
    company,
    webhook,
    delivery: deliveryId(webhook, eventId, now),
    // What takes both went to acme's webhook when that listened to globex too.
    past: deliveryId(owner === 'both' ? `whk_${endOf('acme')}` : webhook, 'event-0', now),
    resend: `rsd_${end}`,
    key: `key_${end}`,
    contact: contactId(company, 'ada@example.com'),
    inbox: inboxOf(company).id,
    // What takes both is what globex has given acme.
    grant: owner === 'both' ? grantId('globex', 'acme') : grantId(company, 'hooli'),
    audit: auditId(nowMs, webhook),
  };
}

export const ids = {
  acme: idsOf('acme'),
  both: idsOf('both'),
  globex: idsOf('globex'),
  initech: idsOf('initech'),
  /** Well formed, and of nothing. */
  nobody: idsOf('nobody'),
};

/** The tokens by which the contact of acme confirms and unsubscribes, and that of acme's portal link. */
export const confirmToken = 'token-of-acme';
const invited = (companyId: string) => {
  const secrets = { token: `token-of-${companyId}`, unsubscribeKey: `key of ${companyId}` };
  return invite({ companyId, email: 'ada@example.com', ...secrets, nowMs }, undefined);
};
export const leaveToken = unsubscribeToken(invited('acme'));
const link = newPortalLink(
  {
    access: {
      companies: ['acme'],
      role: 'manager',
      revealsSecrets: false,
      user: { id: 'u-1', name: 'Ada' },
      language: 'en',
      names: {},
    },
    sessionMs: 3_600_000,
    createdBy: 'key:key_1',
  },
  { nowMs, lifeMs: 300_000 },
  count => new Uint8Array(count).fill(9),
);
export const linkToken = link.token;

/** A token's text says whose it is: `<role>.<holder>.x`. */
const tokens: TokenVerifier = {
  verify: async text => {
    const [role = '', holder = ''] = text.split('.');
    return { kind: 'valid', claims: { sub: 'ada', name: 'Ada', role, companies: heldBy(holder) } };
  },
};

function heldBy(holder: string): '*' | readonly string[] {
  const owner = owners.find(one => one === holder);
  return owner === undefined ? '*' : companies[owner];
}

/** A world in which each owner has one of everything. */
export class AccessWorld {
  readonly api = new MemoryApi({ tokens });

  constructor() {
    for (const owner of owners) this.#give(owner);
    this.#sample();
    const { api } = this;
    api.deliveries.put(
      delivery(0, { id: ids.both.past, webhookId: ids.acme.webhook, companyId: 'globex', status: 'failed' }),
    );
    for (const company of ['acme', 'globex', 'initech']) {
      const contact = invited(company);
      api.contacts.contacts.set(contact.id, contact);
      const inbox = inboxOf(company);
      api.inboxes.inboxes.set(inbox.id, inbox);
      api.grants.give(company, 'hooli');
      const person = { companyId: company, kind: 'person', id: 'p1', name: `person of ${company}` } as const;
      api.directory.entries.set(JSON.stringify([company, 'person', 'p1']), person);
    }
    api.grants.give('globex', 'acme');
    api.portal.links.set(link.link.hash, link.link);
    api.eventTypes.types.set('invoice.paid', {
      name: 'invoice.paid',
      group: 'Billing',
      title: { en: 'Invoice paid' },
      description: { en: 'Somebody has paid.' },
      schema: {},
      deprecated: false,
      version: 1,
      updatedAt: now,
    });
  }

  #give(owner: Owner): void {
    const { api } = this;
    const { webhook, company, ...its } = ids[owner];
    given(api, { id: webhook, ownerCompanyId: company, filter: filterOf(...companies[owner]) });
    const failed = { id: its.delivery, webhookId: webhook, eventId, recordId, status: 'failed' } as const;
    api.deliveries.put(delivery(0, { ...failed, companyId: company }));
    const detail = { companyId: company, projectId: 'website' };
    const event = { id: eventId, 'detail-type': 'TODO_MOVED', source: 'app', time: now, detail };
    api.deliveries.eventTexts.set(its.delivery, JSON.stringify(event));
    if (owner === 'both') api.deliveries.eventTexts.set(its.past, JSON.stringify(event));
    const window = { statuses: ['failed'], from: '2025-12-31T00:00:00.000Z', to: now } as const;
    const job = { id: its.resend, webhookId: webhook, ...window, createdBy: 'key:key_1' } as const;
    api.resends.put(newResend(job, now));
    const more = { id: its.key, role: 'reader', revealsSecrets: false, lastUsedAt: now } as const;
    api.key(companies[owner], more);
    const counts = { ...noCounts, attempts: 1, delivered: 1 };
    api.statistics.added.push({ webhookId: webhook, hour: '2026-01-01T00', ...counts });
    const born = { version: 1, at: now, change: 'created', from: null, to: 'active', reason: null } as const;
    api.history.entries.set(webhook, [{ ...born, by: 'key:key_1', holdUntil: null }]);
    api.auditLog.entries.set(its.audit, {
      id: its.audit,
      at: now,
      requestId: 'req-0',
      operation: 'createWebhook',
      actor: { kind: 'key', id: 'key_1', name: 'k' },
      thing: { kind: 'webhook', id: webhook },
      companies: companies[owner],
      before: null,
      after: {},
      outcome: 'done',
    });
  }

  /** An event of each company, that names what is its alone. */
  #sample(): void {
    for (const [slot, owner] of (['acme', 'globex', 'initech'] as const).entries()) {
      const { company: companyId, webhook: recordId } = ids[owner];
      const place = { companyId, projectId: 'website' };
      const detail = { ...place, recordId };
      const eventText = JSON.stringify({
        id: eventId,
        'detail-type': 'TODO_MOVED',
        source: 'app',
        time: now,
        detail,
      });
      const event = { id: eventId, ...place, eventType: 'TODO_MOVED', atMs: nowMs, eventText };
      this.api.recentEvents.written.push({ slot, event });
    }
  }

  /** @returns the header by which they call */
  caller({ kind, holder, role, revealsSecrets }: Caller): { readonly authorization: string } {
    const held = heldBy(holder);
    if (kind === 'token') return { authorization: `Bearer ${role}.${holder}.x` };
    if (kind === 'key') {
      const text = this.api.key(held, { role, revealsSecrets, lastUsedAt: now });
      return { authorization: `Bearer ${text}` };
    }
    const { sessions } = this.api.portal;
    const text = `fhs_${String(sessions.size).padStart(43, 'A')}`;
    const access = { ...link.link.access, companies: held, role, revealsSecrets };
    const times = { createdAt: now, expiresAt: '2026-01-01T08:00:00.000Z' };
    const hash = hashOfKey(text);
    sessions.set(hash, { id: `ses_${sessions.size}`, hash, access, createdBy: 'key:key_1', ...times });
    return { authorization: `Bearer ${text}` };
  }

  /** All that is stored, and all that was done outside; not what was logged, counted, or only read. */
  snapshot(): string {
    const { keyRateCounts: _, logged: __, lastText: ___, lastHeaders: ____, ...all } = this.api;
    const { keys, deliveries, eventTypes, ...rest } = all;
    const stored = [keys.keys, keys.uses, deliveries.records, deliveries.eventTexts, eventTypes.types, rest];
    return JSON.stringify(stored, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
  }
}

export interface Caller {
  readonly kind: Kind;
  readonly holder: Holder;
  readonly role: KeyRole;
  readonly revealsSecrets: boolean;
}
