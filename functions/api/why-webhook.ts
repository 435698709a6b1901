import type { DeliveryStatus } from '../domain/delivery.ts';
import { explainFilter } from '../domain/explain-filter.ts';
import { accessibleFilter, companiesOf } from '../domain/filter.ts';
import { filteredEvent } from '../domain/match-filter.ts';
import { type FinehookEvent, readEvent } from '../domain/queue-message.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { WhyQuery, WhyView } from '../domain/wire/why-schema.ts';
import type { ApiDeps } from './deps.ts';
import { findWebhook } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { sentenceNames } from './sentence-names.ts';
import { verdictView } from './verdict-view.ts';
import { visibleDeliveries } from './visible-deliveries.ts';

/** So many deliveries of an event are looked at for one that still has it. */
const maxLooked = 20;
/** Of the sample of recent events. */
const maxRecent = 500;
const maxCompanies = 10;

export const whyDescription = `A webhook that has a delivery of the event says what became of it. Else the event is looked for among the deliveries of other webhooks that the caller may see, and in the sample of recent events, and the filter, as it is now, says which part of it failed first and what that saw. An event that nobody got, and that is not in the sample, is not known.`;

const ofDelivery: Readonly<Record<DeliveryStatus, string>> = {
  pending: 'It is on its way: its delivery says when the next attempt is.',
  delivered: 'The receiver took it: its delivery says when.',
  failed: 'The receiver did not take it: its delivery says what it answered.',
  held: 'It is held until the webhook is active again, and comes then.',
};

type Deps = Pick<ApiDeps, 'webhooks' | 'deliveries' | 'directory' | 'eventTypes' | 'nouns' | 'recentEvents'>;

/** @throws ProblemError `not-found` */
export async function whyWebhook(
  { key, id, query: { eventId, language } }: OperationRequest<unknown, WhyQuery>,
  deps: Deps,
): Promise<Answer> {
  const state = await findWebhook(deps.webhooks, key, id);
  const why = (view: Omit<WhyView, 'eventId'>): Answer => ({
    status: 200,
    body: { eventId, ...view } satisfies WhyView,
  });
  const place = { kind: 'event', eventId } as const;
  const own = await deps.deliveries.search({ place, filter: { eventId, webhookId: id }, limit: 1 });
  const [delivery] = await visibleDeliveries(deps.webhooks, key, own.deliveries);
  if (delivery !== undefined) {
    const { id: deliveryId, status } = delivery.delivery;
    return why({ outcome: status, detail: ofDelivery[status], deliveryId, verdict: null });
  }
  const event = (await findEvent(key, eventId, deps)) ?? (await findRecent(state, eventId, deps));
  if (event === undefined) {
    const detail =
      'No webhook that you may see has a delivery of this event, nor is it in the sample of recent events: what it was is not known here.';
    return why({ outcome: 'unknown-event', detail, deliveryId: null, verdict: null });
  }
  const filter = accessibleFilter(state.webhook);
  const verdict = explainFilter(filter, filteredEvent(event));
  const names = await sentenceNames([filter], key, deps);
  const outcome = verdict.matches ? 'not-called' : 'unwanted';
  const detail = verdict.matches ? whyNotCalled(state, event) : 'The filter does not want it.';
  return why({
    outcome,
    detail,
    deliveryId: null,
    verdict: verdictView(verdict, { filter, names, language }),
  });
}

async function findEvent(
  key: OperationRequest<unknown, unknown>['key'],
  eventId: string,
  { webhooks, deliveries }: Pick<Deps, 'webhooks' | 'deliveries'>,
): Promise<FinehookEvent | undefined> {
  const place = { kind: 'event', eventId } as const;
  const found = await deliveries.search({ place, filter: { eventId }, limit: maxLooked });
  for (const { delivery } of await visibleDeliveries(webhooks, key, found.deliveries)) {
    const eventText = (await deliveries.findWithEvent(delivery.id))?.eventText;
    if (eventText !== undefined) return readEvent(eventText);
  }
  return undefined;
}

/** The caller holds the companies of the webhook. */
async function findRecent(
  { webhook }: WebhookState,
  eventId: string,
  { recentEvents }: Pick<Deps, 'recentEvents'>,
): Promise<FinehookEvent | undefined> {
  if (recentEvents === undefined) return undefined;
  for (const companyId of companiesOf(webhook.filter).slice(0, maxCompanies)) {
    const recent = await recentEvents.recent({ companyId }, maxRecent);
    const found = recent.find(({ event }) => event.id === eventId);
    if (found !== undefined) return found.event;
  }
  return undefined;
}

/** The filter wants it, and yet there is no delivery. */
function whyNotCalled({ webhook, health }: WebhookState, event: FinehookEvent): string {
  const isOlder = (time: string) => Date.parse(event.time) < Date.parse(time);
  if (isOlder(webhook.createdAt)) return 'The filter wants it, but the webhook was made after the event.';
  if (isOlder(webhook.updatedAt)) {
    return 'The filter wants it as it is now, but the webhook was changed after the event.';
  }
  if (health.status === 'paused' && health.whilePaused === 'drop') {
    return 'The filter wants it, but the webhook is paused and drops its events.';
  }
  if (webhook.rule !== 'live') return `The filter wants it, but the rule of the webhook is ${webhook.rule}.`;
  return 'The filter wants it: it may come in a moment, or its delivery is older than deliveries are kept.';
}
