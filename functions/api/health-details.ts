import { isSuccess } from '../domain/decide-attempt.ts';
import type { Attempt, Delivery } from '../domain/delivery.ts';
import { locateDelivery } from '../domain/identifiers.ts';
import type { DeliveryStore } from '../domain/ports.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { HealthDetailsView } from '../domain/wire/health-schema.ts';
import { healthView } from './views.ts';

/** Deliveries in which successes and failures are looked for: each is read from every partition that it may be in. */
const newestDeliveries = 10;
const mostHeld = 1_000;

const byDelivery = /^delivery:(.+)$/;

/** What has to be looked up to tell how a webhook is. */
export async function healthDetails(
  { webhook, health }: WebhookState,
  deliveries: Pick<DeliveryStore, 'list' | 'find' | 'countHeld'>,
): Promise<HealthDetailsView> {
  const { id } = webhook;
  const [newest, decisive, held] = await Promise.all([
    deliveries.list({ webhookId: id, limit: newestDeliveries }),
    deliveryBehind(health.changedBy, deliveries),
    deliveries.countHeld(id, mostHeld + 1),
  ]);
  const attempts = [...newest, ...decisive].flatMap(delivery => delivery.attempts);
  const failures = attempts.filter(attempt => !isSuccess(attempt));
  return {
    ...healthView(health),
    lastSuccessAt: newestOf(attempts.filter(isSuccess).map(beginning), health.lastSuccessAt),
    lastFailureAt: newestOf(failures.map(beginning), health.failures?.lastAt),
    certificateExpiresAt: expiryIn(attempts),
    heldCount: Math.min(held, mostHeld),
    hasMoreHeld: held > mostHeld,
  };
}

/** The delivery by which the webhook came into its status: behind it there may be nothing but held ones. */
async function deliveryBehind(
  changedBy: string,
  deliveries: Pick<DeliveryStore, 'find'>,
): Promise<Delivery[]> {
  const id = byDelivery.exec(changedBy)?.[1] ?? '';
  if (locateDelivery(id) === undefined) return [];
  const delivery = await deliveries.find(id);
  return delivery === undefined ? [] : [delivery];
}

const beginning = ({ at }: Attempt) => at;

function newestOf(times: readonly string[], noted: string | undefined): string | null {
  return [...times, ...(noted === undefined ? [] : [noted])].sort().at(-1) ?? null;
}

function expiryIn(attempts: readonly Attempt[]): string | null {
  const oldestFirst = [...attempts].sort((a, b) => (a.at < b.at ? -1 : 1));
  return oldestFirst.findLast(attempt => attempt.certificateExpiresAt !== null)?.certificateExpiresAt ?? null;
}
