import type { Delivery } from '../domain/delivery.ts';
import type { FoundDeliveries, SearchableDeliveries } from '../domain/delivery-search.ts';
import type { TraceView } from '../domain/wire/trace-schema.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { deliveryView } from './views.ts';
import { visibleDeliveries } from './visible-deliveries.ts';

const pageSize = 100;
/** An event bus has 300 rules unless AWS was asked for more; the rest is room for resends. */
const mostPages = 10;

export const traceDescription = `An event that reached no webhook, or none that the key may see, or is none, has an empty list: which it is, is not known here. A delivery may take a moment to appear.`;

type TracedWebhook = TraceView['webhooks'][number];

/** Where an event went, as far as the key may see it: the webhook with the newest delivery first. */
export async function traceEvent(
  { key, id }: OperationRequest<unknown, unknown>,
  { webhooks, deliveries }: Pick<ApiDeps, 'webhooks' | 'deliveries'>,
): Promise<Answer> {
  const found = await allOf(id, deliveries);
  const visible = await visibleDeliveries(webhooks, key, found.deliveries);
  const traced = new Map<string, TracedWebhook>();
  for (const { delivery, state } of visible) {
    const { id: webhookId, name } = state.webhook;
    const one = traced.get(webhookId) ?? { id: webhookId, name, deliveries: [] };
    one.deliveries.push(tracedView(delivery));
    traced.set(webhookId, one);
  }
  const hasMore = found.next !== undefined;
  return {
    status: 200,
    body: { eventId: id, webhooks: [...traced.values()], hasMore } satisfies TraceView,
  };
}

async function allOf(eventId: string, deliveries: SearchableDeliveries): Promise<FoundDeliveries> {
  const all: Delivery[] = [];
  const search = { place: { kind: 'event', eventId }, filter: { eventId }, limit: pageSize } as const;
  let before: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const found = await deliveries.search(before === undefined ? search : { ...search, before });
    all.push(...found.deliveries);
    before = found.next;
    if (before === undefined) break;
  }
  return { deliveries: all, next: before };
}

function tracedView(delivery: Delivery): TracedWebhook['deliveries'][number] {
  const { id, status, createdAt, run, resendOf, nextAttemptAt, attempts } = deliveryView(delivery);
  return {
    id,
    status,
    createdAt,
    run,
    resendOf,
    nextAttemptAt,
    attempts: attempts.map(attempt => ({
      run: attempt.run,
      at: attempt.at,
      durationMs: attempt.durationMs,
      status: attempt.status,
      error: attempt.error,
    })),
  };
}
