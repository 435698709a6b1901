import type { ProblemCode } from '../domain/errors.ts';

/** What people are told of an error code, in plain text. */
export interface ProblemGuide {
  readonly meaning: string;
  readonly cause: string;
  readonly mend: string;
}

/** A text for every code: `GET /problems/{code}` and docs/problems.md are made of it. */
export const problemGuides: Readonly<Record<ProblemCode | 'internal-error', ProblemGuide>> = {
  'malformed-json': {
    meaning: 'The body of the request could not be read as JSON.',
    cause: 'It is cut off, has a comma too many or single quotation marks, or is no UTF-8.',
    mend: 'Let a library write the JSON. The detail says where reading stopped.',
  },
  'invalid-request': {
    meaning: 'Something in the request is not what the API takes. Nothing was changed.',
    cause:
      'A member or query parameter is missing, unknown, misspelt, too long or of another type, or a header is no list of tags.',
    mend: 'Each entry of errors points at one fault: a JSON pointer into the body, or ?name for a query parameter. /openapi.json has the schema of every request.',
  },
  'invalid-filter': {
    meaning: 'The filter has the right shape, but says something that cannot be.',
    cause:
      'An event type that is not in the catalog, a field that its events do not have, an operator or a value that does not fit it, a condition that mentions companyId or projectId, or a filter of more than 200,000 bytes.',
    mend: 'The pointers say where. "*" in a list of its own means every event type; an empty list never does.',
  },
  'url-not-allowed': {
    meaning: 'Webhooks cannot call this URL.',
    cause: 'It is not https, has a user name or an odd port, or its host is an address that is not public.',
    mend: 'Use a public https URL. Whoever runs this service can open networks of their own with allowedNetworks. POST /v1/url-checks tries a URL out.',
  },
  unauthenticated: {
    meaning: 'The request does not say who calls, or what it says is not valid.',
    cause:
      'The header authorization is missing or is not "Bearer fhk_…"; the key is unknown, has expired or was taken away; the session has ended; or the portal link was used already or has expired. Of a token of the OpenID Connect issuer, the detail says what is wrong with it.',
    mend: 'Send "authorization: Bearer" and a whole key; a new key works at once. Users of the console come in by a new portal link.',
  },
  forbidden: {
    meaning: 'It is known who calls, but they do not reach this far.',
    cause:
      'The API key, session or token lacks the scope that the operation needs, or does not hold every company that the request names.',
    mend: 'Use a key with that scope and those companies: the detail and the pointers name them. Whoever runs this service makes keys; what a session or token may do is decided where it comes from.',
  },
  'grant-missing': {
    meaning: 'A webhook may get events of several companies only when each of the others has granted it.',
    cause:
      'A company in the filter has not granted its events to the company that owns the webhook, or has withdrawn the grant.',
    mend: 'Let the companies that the pointers name grant their events (POST /v1/grants), or leave them out of the filter.',
  },
  'not-found': {
    meaning: 'There is nothing here that the caller can see.',
    cause:
      'The id or the path is wrong, it was deleted, it is past its retention, or it belongs to a company that the caller does not hold.',
    mend: 'List what there is, and compare ids. /openapi.json lists the paths.',
  },
  'method-not-allowed': {
    meaning: 'The path is right, the method is not.',
    cause: 'A webhook, for example, is changed by PATCH, not by PUT.',
    mend: 'Use one of the methods that the header Allow names.',
  },
  gone: {
    meaning: 'The inbox of this URL, or what a delivery sends, is no longer there, and will not be again.',
    cause:
      'An inbox was deleted, or has expired: it lives for 7 days, and a webhook that still calls it is disabled. Or the webhook of a delivery was deleted, or its event was not kept.',
    mend: 'Create another inbox (POST /v1/inboxes), or give the webhook the URL of your own receiver. Of a delivery, read what is left of it (GET /v1/deliveries/{id}).',
  },
  'console-off': {
    meaning: 'This service has no console that a portal link could lead to.',
    cause: 'Whoever runs it has not said where the console is.',
    mend: 'They set the property consoleUrl.',
  },
  'built-in-event-type': {
    meaning: 'The event type comes with the service and cannot be deleted.',
    cause: 'Webhooks may listen to it, and its events go on.',
    mend: 'Deprecate it (PUT /v1/event-types/{name} with "deprecated": true): it is then no longer offered.',
  },
  'too-many-event-types': {
    meaning: 'The catalog holds as many event types of your own as it can.',
    cause: 'Every type that was added stays until it is deleted.',
    mend: 'Delete those that are not used any more; the detail says how many there may be.',
  },
  conflict: {
    meaning: 'What was to be changed was changed by somebody else at the same time, or is past changing.',
    cause: 'Several requests changed the same thing within moments.',
    mend: 'Read it again and decide again.',
  },
  'not-resendable': {
    meaning: 'This delivery cannot be sent again now.',
    cause:
      'It is still under way, its event is no longer kept, or its webhook is paused, disabled or deleted.',
    mend: 'The detail says which. Enable the webhook, or wait for the delivery to end.',
  },
  'resend-running': {
    meaning: 'A resend of the webhook is running, and one at a time is possible.',
    cause: 'An earlier resend has not come to its end yet.',
    mend: 'Wait until it is completed, or cancel it; the detail names it.',
  },
  'health-check-failed': {
    meaning: 'The webhook was not enabled, because its receiver did not pass the health check.',
    cause:
      'The receiver did not answer a signed WEBHOOK_HEALTH_CHECK with a status from 200 to 299 in time. The member attempt says what happened.',
    mend: 'Mend the receiver, try it with POST /v1/webhooks/{id}/test, and enable again.',
  },
  'precondition-failed': {
    meaning: 'It has changed since you read it, so your change was not made.',
    cause: 'The tag in If-Match is not the current one.',
    mend: 'Read it again, look at what has changed, and send its new ETag.',
  },
  'idempotency-key-in-use': {
    meaning: 'The same request, with the same Idempotency-Key, is being carried out.',
    cause: 'A request was sent again before the first one was answered.',
    mend: 'Send it again after the seconds in Retry-After: its answer will be there. If the first one was lost on our side, it is done anew within 40 seconds.',
  },
  'idempotency-key-reused': {
    meaning: 'The Idempotency-Key names another request.',
    cause:
      'Within 24 hours, the same key was sent with another body, for another webhook, or by a person whose token was renewed since.',
    mend: 'Make a new key, such as a UUID, for each new request; use it again only to repeat that request byte for byte, under the same token. After a renewal, look first whether the request was done.',
  },
  'temporarily-unavailable': {
    meaning: 'The service could not answer just now.',
    cause:
      'One of the services behind it is busy for a moment, or the issuer of a token does not tell its keys.',
    mend: 'Send the request again after the seconds in Retry-After. With an Idempotency-Key a creation is not made twice.',
  },
  'payload-too-large': {
    meaning: 'The body is larger than the API takes.',
    cause: 'It has more than 262,144 bytes.',
    mend: 'Send less at once, or split it over several requests.',
  },
  'unsupported-media-type': {
    meaning: 'The content type of the body is not one that the operation takes.',
    cause: 'The header content-type is missing or names something else.',
    mend: 'Send "content-type: application/json", or "application/merge-patch+json" with PATCH.',
  },
  'pattern-too-long': {
    meaning: 'The filter does not fit one EventBridge rule.',
    cause:
      'It names very many companies: a rule takes 2,048 characters, and companies are never left out of it.',
    mend: 'Name fewer of them, say "*" where all are meant, or split the filter over several webhooks.',
  },
  'mail-off': {
    meaning: 'This service sends no mail, so contacts cannot be entered.',
    cause: 'The property noticeSender is not set.',
    mend: 'Whoever runs the service can set noticeSender, an address that Amazon SES may send from.',
  },
  'mail-refused': {
    meaning: 'The mail service takes no mail to this address.',
    cause: 'The address is misspelt, or a new account of Amazon SES sends to verified addresses only.',
    mend: 'Check the address; whoever runs the service can ask AWS for production access.',
  },
  'too-many-calls': {
    meaning: 'The inbox takes no more calls before the next hour begins.',
    cause: 'It has had 600 since the hour began: it is for trying out, not for all events of a busy project.',
    mend: 'Wait for the seconds in Retry-After, narrow the filter of the webhook, or give it the URL of your own receiver.',
  },
  'too-many-contacts': {
    meaning: 'The company has as many contacts as are possible.',
    cause: 'A company can have 20 contacts.',
    mend: 'Delete one, or enter the address of a mailing list.',
  },
  'too-many-inboxes': {
    meaning: 'The company has as many inboxes as are possible.',
    cause: 'A company can have 20 at a time.',
    mend: 'Delete one, or wait until one expires.',
  },
  'too-many-mails': {
    meaning: 'No more confirmation mails are sent for this company today.',
    cause: 'It has had 10 since midnight UTC: whoever is entered by mistake is not to be flooded.',
    mend: 'Try again after the seconds in Retry-After.',
  },
  'too-many-requests': {
    meaning: 'Whoever calls does so more often than they may.',
    cause: 'The API key, session or person has used up the requests that the header RateLimit-Policy names.',
    mend: 'Wait for the seconds in Retry-After, and spread requests by what the header RateLimit says is left. Whoever runs the service can raise keyRateLimit.',
  },
  'too-many-rules': {
    meaning: 'The event bus has no room for another webhook.',
    cause:
      'Each webhook takes a rule, also while that is switched off, and EventBridge has a quota of rules for each bus: 300 unless AWS has raised it. Nothing was created or changed.',
    mend: 'Delete webhooks that are no longer needed, or let one listen to more: a filter has several clauses. GET /v1/capacity shows whoever runs the service how many rules are left; they can have the quota raised.',
  },
  'too-many-webhooks': {
    meaning: 'The company owns as many webhooks as one company may.',
    cause: 'Each webhook takes a rule of the event bus, and no customer may take them all.',
    mend: 'Delete webhooks that nobody needs, or let one listen to more: a filter has several clauses. Whoever runs this service can raise webhooksPerCompany.',
  },
  'too-many-secrets': {
    meaning: 'As many secrets of the webhook are valid as can be.',
    cause: 'It was rotated again and again before the old secrets expired.',
    mend: 'Wait until one expires; the detail says when. Or rotate with "overlapHours": 0, which ends the old ones now.',
  },
  'internal-error': {
    meaning: 'Something went wrong on our side.',
    cause: 'A fault that nobody has foreseen. It was logged under the requestId.',
    mend: 'Try again; if it goes on, name the requestId to whoever runs this service.',
  },
};
