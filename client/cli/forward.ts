import { createHmac } from 'node:crypto';
import type { Event } from '../api/client.ts';
import { messageOf } from '../local-run.ts';
import type { Surroundings } from './surroundings.ts';
import { isTime } from './time.ts';

const timeoutMs = 30_000;

interface Forwarded {
  readonly url: string;
  /** Of the delivery. */
  readonly id: string;
  readonly body: string;
  readonly secret?: string;
}

/** What a receiver answered; `error` when it did not. */
export interface ForwardAnswer {
  readonly status?: number;
  readonly error?: string;
  readonly durationMs: number;
}

/** The body of the format `standard`: "Payload structure" of https://github.com/standard-webhooks/standard-webhooks */
export function eventBody({ type, time, data }: Event): string {
  return JSON.stringify({ type, timestamp: isTime(data.occurredAt) ? data.occurredAt : time, data });
}

/** "Symmetric signatures" of the same. */
function signature({ id, body, secret }: Forwarded & { readonly secret: string }, timestamp: number): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Calls the URL once, as Finehook calls a receiver. */
export async function forward(
  { fetch, now }: Pick<Surroundings, 'fetch' | 'now'>,
  forwarded: Forwarded,
): Promise<ForwardAnswer> {
  const { url, id, body, secret } = forwarded;
  const begun = now();
  const timestamp = Math.floor(begun / 1000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    ...(secret === undefined ? {} : { 'webhook-signature': signature({ ...forwarded, secret }, timestamp) }),
  };
  const init = {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  } as const;
  try {
    const response = await fetch(url, init);
    await response.text();
    return { status: response.status, durationMs: now() - begun };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { error: messageOf(cause), durationMs: now() - begun };
  }
}
