import type { Delivery, WebhookDetails } from '../../../client/api/client.ts';

interface Diagnosed {
  readonly webhook: WebhookDetails;
  /** The newest ones, newest first; undefined when whoever asks may not read them. */
  readonly deliveries: readonly Delivery[] | undefined;
  /** Of the calls by which this was read. */
  readonly requestIds: readonly string[];
  /** RFC 3339. */
  readonly at: string;
}

/**
 * What support needs to begin with: ids, states and times, in English, for it goes to who runs the service. No secrets: of the
 * address only its origin, for chats let everybody post who knows the rest, and no text of events or answers.
 */
export function diagnosticsText({ webhook, deliveries, requestIds, at }: Diagnosed): string {
  const { id, status, statusReason, rule, slowSince, noAccessTo, format, health } = webhook;
  const reason = statusReason === null ? '' : ` (${statusReason})`;
  const said: readonly (readonly [label: string, value: string | null])[] = [
    ['Time', at],
    ['Webhook', id],
    ['Address', originOf(webhook.url)],
    ['Format', format],
    ['Status', `${status}${reason}, since ${health.since}`],
    ['Rule', rule],
    ['Slow since', slowSince],
    ['No access to', noAccessTo.length === 0 ? null : noAccessTo.join(', ')],
    ['Next check', health.nextCheckAt],
    ['Held until', health.holdUntil],
    ['Releasing since', health.releasingSince],
    ['Held', `${health.heldCount}${health.hasMoreHeld ? '+' : ''}`],
    ['Last success', health.lastSuccessAt],
    ['Last failure', health.lastFailureAt],
    ['Certificate expires', health.certificateExpiresAt],
    ['Created', webhook.createdAt],
    ['Changed', webhook.updatedAt],
    ['Requests', requestIds.join(', ')],
  ];
  const lines = said.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`]));
  const listed = deliveries?.map(lineOf) ?? ['not readable'];
  return [...lines, 'Last deliveries:', ...(listed.length === 0 ? ['none'] : listed)].join('\n');
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'not a URL';
}

function lineOf({ id, status, createdAt, eventType, attempts }: Delivery): string {
  const last = attempts.at(-1);
  const answer = last === undefined ? 'not attempted' : `${last.status ?? last.error} at ${last.at}`;
  return `- ${id} ${status}, ${eventType}, created ${createdAt}, attempts ${attempts.length}, last ${answer}`;
}
