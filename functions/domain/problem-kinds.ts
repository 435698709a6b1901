import type { ProblemCode } from './errors.ts';

/** Stable: programs compare a problem's `type` (RFC 9457 §3.1.1). */
export const problemTypeBase = 'https://finehook.dev/problems/';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** Every error code of the service: this table is the only place that knows HTTP statuses of errors. */
export const problemKinds: Readonly<Record<ProblemCode | 'internal-error', ProblemKind>> = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'invalid-filter': { status: 400, title: 'The filter is not valid' },
  'url-not-allowed': { status: 400, title: 'The URL is not allowed' },
  unauthenticated: { status: 401, title: 'It is not known who calls' },
  forbidden: { status: 403, title: 'The caller does not reach this far' },
  'grant-missing': { status: 403, title: 'A company has not granted its events' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  gone: { status: 410, title: 'It is no longer there' },
  conflict: { status: 409, title: 'Something else changed it at the same time' },
  'console-off': { status: 409, title: 'This service has no console' },
  'not-resendable': { status: 409, title: 'The delivery cannot be sent again' },
  'resend-running': { status: 409, title: 'A resend of the webhook is running' },
  'health-check-failed': { status: 409, title: 'The receiver did not pass the health check' },
  'built-in-event-type': { status: 409, title: 'The event type comes with the service' },
  'mail-off': { status: 409, title: 'This service sends no mail' },
  'mail-refused': { status: 422, title: 'The mail service refuses the address' },
  'too-many-calls': { status: 429, title: 'The inbox takes no more calls this hour' },
  'too-many-contacts': { status: 409, title: 'The company has too many contacts' },
  'too-many-event-types': { status: 409, title: 'The catalog is full' },
  'too-many-inboxes': { status: 409, title: 'The company has too many inboxes' },
  'too-many-mails': { status: 429, title: 'No more mails today' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'too-many-rules': { status: 409, title: 'No rule is left on the event bus' },
  'too-many-webhooks': { status: 409, title: 'The company has too many webhooks' },
  'too-many-secrets': { status: 409, title: 'Too many secrets are valid' },
  'idempotency-key-in-use': { status: 409, title: 'The same request is under way' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key is of another request' },
  'precondition-failed': { status: 412, title: 'It has changed since it was read' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The content type is not supported' },
  'pattern-too-long': { status: 422, title: 'The filter is too long' },
  'temporarily-unavailable': { status: 503, title: 'The service is too busy to answer' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
};
