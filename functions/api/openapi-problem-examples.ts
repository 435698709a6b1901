import type { ProblemCode } from '../domain/errors.ts';
import { problemKinds, problemTypeBase } from '../domain/problem-kinds.ts';
import type { ProblemView } from '../domain/wire/problem-schema.ts';
import { exampleResendId } from './openapi-resend-examples.ts';
import { secretExpiresAt } from './openapi-secret-examples.ts';
import { refusals } from './resend-delivery.ts';

const changedAt = '2026-01-09T14:05:12.345Z';
const certificateExpiresAt = '2026-03-31T23:59:59.000Z';

type Instance = Pick<ProblemView, 'detail'> & Partial<Pick<ProblemView, 'errors' | 'attempt'>>;

const problems: Readonly<Record<ProblemCode | 'internal-error', Instance>> = {
  'malformed-json': { detail: 'The body is not valid JSON: Unexpected end of JSON input' },
  'invalid-request': {
    detail: 'The body is not valid.',
    errors: [{ pointer: '/nmae', code: 'unknown-member', detail: 'Unknown member. Did you mean "name"?' }],
  },
  'invalid-filter': {
    detail: 'The filter is not valid.',
    errors: [
      {
        pointer: '/filter/anyOf/0/eventTypes/0',
        code: 'unknown-event-type',
        detail: 'No such event type. Did you mean TODO_MOVED?',
      },
    ],
  },
  'url-not-allowed': {
    detail: 'Webhooks cannot have this URL.',
    errors: [
      { pointer: '/url', code: 'not-public', detail: 'Not allowed: 10.0.0.8 is not public (private).' },
    ],
  },
  unauthenticated: { detail: 'This API key is not known.' },
  forbidden: {
    detail: 'The filter names companies that this API key does not hold.',
    errors: [
      {
        pointer: '/filter/anyOf/0/companies/0/companyId',
        code: 'not-held',
        detail: 'This API key does not hold the company.',
      },
    ],
  },
  'grant-missing': {
    detail:
      'The webhook belongs to acme, the first company of its filter. Each other company must have granted it: POST /v1/grants, by a key that holds that company.',
    errors: [
      {
        pointer: '/filter/anyOf/0/companies/1/companyId',
        code: 'not-granted',
        detail: 'It has not granted that webhooks of acme listen to its events.',
      },
    ],
  },
  'not-found': { detail: 'No such webhook, or this API key does not hold all of its companies.' },
  'method-not-allowed': { detail: 'PUT is not possible here. Possible: DELETE, GET, HEAD, PATCH.' },
  conflict: { detail: 'The webhook is being changed by others. Read it again, then try again.' },
  gone: { detail: 'This inbox has expired or was deleted.' },
  'console-off': {
    detail: 'This service has no console. Whoever runs it can set consoleUrl, where the console is.',
  },
  'not-resendable': { detail: refusals['webhook-paused'] },
  'resend-running': {
    detail: `A resend of this webhook is running: ${exampleResendId}. Wait until it is completed, or cancel it (POST /v1/webhooks/{id}/resends/{resendId}/cancel).`,
  },
  'health-check-failed': {
    detail: 'The receiver answered 503; it must answer a WEBHOOK_HEALTH_CHECK with a status from 200 to 299.',
    attempt: {
      at: changedAt,
      durationMs: 31,
      status: 503,
      error: null,
      errorDetail: null,
      responseBody: 'maintenance',
      retryAfter: '120',
      certificateExpiresAt,
    },
  },
  'built-in-event-type': {
    detail: 'TODO_MOVED comes with Finehook. It can be changed or marked as deprecated (PUT), not deleted.',
  },
  'mail-off': {
    detail:
      'This service sends no mail. Whoever runs it can set noticeSender, the address that mails come from.',
  },
  'mail-refused': {
    detail:
      'The mail service takes no mail to this address. Is it spelt right? A new account of Amazon SES sends to verified addresses only.',
  },
  'too-many-calls': {
    detail: 'This inbox has had 600 calls in this hour; no more are taken before the next one.',
  },
  'too-many-contacts': {
    detail: 'The company has 20 contacts; at most so many are possible. Delete one, or enter a mailing list.',
  },
  'too-many-event-types': {
    detail: 'The catalog has 1000 event types of your own; no more are kept. Delete some that nobody needs.',
  },
  'too-many-inboxes': {
    detail:
      'The company has 20 inboxes; at most so many are possible. Delete one, or wait until one expires.',
  },
  'too-many-mails': {
    detail: 'The company has had 10 confirmation mails today; no more are sent. Try again tomorrow (UTC).',
  },
  'too-many-requests': {
    detail: 'This API key has used up its 250 requests; the next ones are taken in 3 s.',
  },
  'too-many-rules': {
    detail:
      'The event bus has no room for another rule. Delete a webhook that is no longer needed, or ask whoever runs this service to raise the quota "Number of rules" of Amazon EventBridge.',
  },
  'too-many-webhooks': {
    detail:
      'acme has 100 webhooks; at most so many are possible. Delete one, or let one webhook listen to more.',
  },
  'too-many-secrets': {
    detail: `5 secrets of this webhook are valid, and no more can be. The first of them expires at ${secretExpiresAt}: rotate then, or with "overlapHours": 0, which ends the old ones now.`,
  },
  'idempotency-key-in-use': {
    detail: 'The same request is under way. Send it again in a second: its answer will be there.',
  },
  'idempotency-key-reused': {
    detail: 'Another request was sent with this Idempotency-Key. Send a new request with a key of its own.',
  },
  'precondition-failed': {
    detail: 'The webhook has changed since you read it. Read it again, and send its ETag as If-Match.',
  },
  'payload-too-large': { detail: 'The body has 300000 bytes; at most 262144 are taken.' },
  'unsupported-media-type': { detail: 'Send the body as application/json.' },
  'pattern-too-long': {
    detail: 'The filter is too long for one EventBridge rule.',
    errors: [
      {
        pointer: '/filter',
        code: 'too-long',
        limit: 2048,
        detail:
          'It compiles to 2511 characters of event pattern; at most 2048 are possible. Name fewer projects, event types or conditions, or split it over several webhooks.',
      },
    ],
  },
  'temporarily-unavailable': {
    detail: 'Nothing was changed, or the change goes on by itself. Try again in a second.',
  },
  'internal-error': { detail: 'Try again; if it goes on, name the requestId to whoever runs this service.' },
};

const instances: Readonly<Record<string, Instance | undefined>> = problems;

/** A problem of every code: the document's `components.examples`. */
export const problemExamples: Readonly<Record<string, { readonly value: ProblemView }>> = Object.fromEntries(
  Object.entries(problemKinds).map(([code, { status, title }]) => {
    const { detail = '', errors = [], attempt } = instances[code] ?? {};
    const type = `${problemTypeBase}${code}`;
    const value = { type, title, status, detail, requestId: 'Zq3x1hJvDoEEJmw=', errors };
    return [code, { value: attempt === undefined ? value : { ...value, attempt } }];
  }),
);
