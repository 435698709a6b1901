import { createHash } from 'node:crypto';
import type { Delivery, RecordedAttempt } from '../../../../functions/domain/delivery.ts';
import { deliveryId } from '../../../../functions/domain/identifiers.ts';

export const webhookId = 'whk_01kdvdnt000000000000000000';
export const eventTime = '2026-01-02T03:04:05Z';

export function attempt(at: string, status = 500, run = 1): RecordedAttempt {
  return {
    run,
    at,
    durationMs: 12,
    status,
    error: null,
    errorDetail: null,
    responseBody: 'nö',
    retryAfter: '120',
    certificateExpiresAt: '2027-01-02T03:04:05.000Z',
  };
}

export const first = attempt('2026-01-02T03:04:06.000Z');
export const second: RecordedAttempt = {
  run: 1,
  at: '2026-01-02T03:04:11.000Z',
  durationMs: 10_000,
  status: null,
  error: 'timeout',
  errorDetail: 'no answer came in time',
  responseBody: null,
  retryAfter: null,
  certificateExpiresAt: null,
};

export function delivery(eventId: string, fields: Partial<Delivery> = {}): Delivery {
  return {
    id: deliveryId(fields.webhookId ?? webhookId, eventId, fields.createdAt ?? eventTime),
    webhookId,
    eventId,
    eventType: 'TODO_MOVED',
    companyId: 'acme',
    projectId: 'website',
    status: 'pending',
    createdAt: eventTime,
    attempts: [first],
    run: 1,
    attemptsInRun: 1,
    ...fields,
  };
}

/** Text that does not compress. */
export function noise(bytes: number): string {
  let text = '';
  for (let i = 0; text.length < bytes; i++) text += createHash('sha512').update(String(i)).digest('base64');
  return text.slice(0, bytes);
}
