import type { Contact } from '../domain/contact.ts';
import { isSuccess } from '../domain/decide-attempt.ts';
import type { Attempt } from '../domain/delivery.ts';
import { locateDelivery } from '../domain/identifiers.ts';
import { type Notice, noticeKey, precondition } from '../domain/notices/notice.ts';
import { noticeMail } from '../domain/notices/notice-mail.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { NotifierDependencies } from './dependencies.ts';
import { readNotice } from './read-notice.ts';

/** More than a company may have. */
const maxContacts = 100;

/** Longer than a mail takes to be sent, shorter than Lambda waits before it tries an event again. */
const claimMs = 45_000;

const byDelivery = /^delivery:(.+)$/;

/**
 * Tells the confirmed contacts of a webhook's company what has happened to it, each once. One address that cannot be served
 * keeps no other from its mail.
 * @throws Error at the end if any was not told: Lambda tries the event again, and then only those are left
 */
export async function tellOwners(deps: NotifierDependencies, input: unknown): Promise<void> {
  const notice = readNotice(input);
  const state = await deps.webhooks.find(notice.webhookId);
  // Who has deleted it need not hear of it any more.
  if (state === undefined || state.webhook.deletedAt !== undefined) return;
  const contacts = await deps.contacts.ofCompany(notice.companyId, maxContacts);
  const confirmed = contacts.filter(({ status }) => status === 'confirmed');
  if (confirmed.length === 0) return;
  const lastFailure = await failureBehind(deps, notice, state);
  let failures = 0;
  for (const contact of confirmed) {
    try {
      await tell(deps, notice, state, contact, lastFailure);
    } catch (error) {
      failures += 1;
      deps.log.error('a contact was not told', { ...noticeKey(notice, contact), error });
    }
  }
  if (failures > 0) throw new Error(`${failures} contacts were not told`);
}

/** The call that has brought it about, by the delivery that the transition or the webhook's health names. */
async function failureBehind(
  { deliveries }: NotifierDependencies,
  { entry }: Notice,
  { health }: WebhookState,
): Promise<Attempt | undefined> {
  const id = [entry.by, health.changedBy]
    .map(by => byDelivery.exec(by)?.[1])
    .find(found => found !== undefined);
  if (id === undefined || locateDelivery(id) === undefined) return undefined;
  const delivery = await deliveries.find(id);
  return delivery?.attempts.findLast(attempt => !isSuccess(attempt));
}

/**
 * The mark is claimed before the mail and set after it. A crash between the two sends the mail once more, when Lambda tries
 * again; the other way round it would be lost.
 * @throws Error when another copy of the event is at it, or the mail was not taken
 */
async function tell(
  deps: NotifierDependencies,
  notice: Notice,
  { webhook }: WebhookState,
  contact: Contact,
  lastFailure: Attempt | undefined,
): Promise<void> {
  const earlier = precondition(notice, contact);
  if (earlier !== undefined && !(await deps.marks.wasSent(earlier))) return;
  const key = noticeKey(notice, contact);
  const claim = await deps.marks.claim(key, deps.now() + claimMs);
  if (claim === 'sent') return;
  if (claim === 'busy') throw new Error('another copy of the event is being told');
  const { apiUrl, linkTemplate, companyNoun } = deps;
  const about = { notice, webhook, contact, lastFailure };
  await deps.mailer.send(noticeMail({ ...about, apiUrl, linkTemplate, companyNoun }));
  await deps.marks.markSent(key);
  deps.log.info('a contact was told', { ...key, kind: notice.kind });
}
