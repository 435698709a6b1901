import { problemKinds, problemTypeBase } from '../domain/problem-kinds.ts';
import { answersOf, headers } from './openapi-answers.ts';
import { eventWebhooks } from './openapi-events.ts';
import { exampleOf } from './openapi-examples.ts';
import { problemExamples } from './openapi-problem-examples.ts';
import { type Json, namedSchemas, schemaOf } from './openapi-schemas.ts';
import { tagObjects, tagOf } from './openapi-tags.ts';
import { honoursIfMatch, type Operation } from './operation.ts';

/** CommonMark, as `info.description` is. */
const description = `Manage webhooks.

Errors are problem documents (RFC 9457) as \`application/problem+json\`; their \`type\` is \`${problemTypeBase}<code>\`, and \`errors\` points at each fault, with a code that is stable too. GET /problems/{code} explains each of them. What the gateway answers before this API is reached is not: 413 (a body of many megabytes), 429 (too many requests), 500 and 503 come as \`application/json\` with \`{"message":"…"}\`.

Whatever answers GET answers HEAD too. A method that a path does not have is answered with 405, and \`Allow\` names those it has. Every answer but the gateway's has \`x-request-id\`.

Each API key, session and person has a rate. \`ratelimit-policy\` tells it, \`ratelimit\` what is left of it; beyond it the answer is \`too-many-requests\` with \`Retry-After\`.

Where whoever runs this service has named an OpenID Connect issuer, its tokens (JWTs) are taken in place of an API key, as \`authorization: Bearer <token>\`. One claim says for which companies its person acts, another their role, whose scopes they have. Changes are told under \`user:<sub>\`, and the rate is each person's.`;

const keyMeaning =
  'An API key, `fhk_…`. It acts for some companies or for all, and its role says its scopes; each operation names the one that it needs.';

const idMeanings: Readonly<Record<string, string>> = {
  webhooks: 'Id of the webhook, `whk_…`.',
  contacts: 'Id of the contact, `cnt_…`.',
  events: 'Id of the event, as EventBridge gave it.',
  grants: 'Id of the grant, `grt_…`.',
  inboxes: 'Id of the inbox, `inb_…`.',
  keys: 'Id of the API key, `key_…`.',
  resends: 'Id of the resend, `rsd_…`.',
  types: 'Name of the event type.',
  problems: 'Code of the problem: the last part of its `type`.',
  deliveries: 'Id of the delivery, `dlv_…`; receivers get it as `webhook-id`.',
};

/** Of what has no id that is made up. */
const pathSchemas: Readonly<Record<string, Json>> = {
  problems: { type: 'string', enum: Object.keys(problemKinds) },
};

const queryMeanings: Readonly<Record<string, string>> = {
  limit: 'Most items in the answer.',
  cursor: 'The `nextCursor` of the page before.',
  companyId: 'Id of the company.',
  group: 'Only event types of this group.',
  deprecated: 'Only event types that are deprecated, or only those that are not.',
  kind: 'Only names of this kind.',
  dryRun: '`true`: check and compare, store nothing.',
  webhookId: 'Id of the webhook, `whk_…`.',
  eventId: 'Id of the event, as EventBridge gave it.',
  recordId: "The `recordId` of the event's data; with `companyId`.",
  eventType: 'Type of the event.',
  status: 'How they are now.',
  thingId: 'Id of what was changed.',
  actorId: 'Id of the API key; of what the service did, what of it.',
  operation: 'Id of the operation.',
  webhookIds: 'Ids of at most 50 webhooks, joined by commas.',
  period: 'How far back.',
  language: 'Language of the sentences.',
  by: 'Length of the intervals: five minutes (of `1h` alone), hours, or days of UTC. By default hours for `24h`, days for more.',
  from: 'Created from then on: RFC 3339.',
  to: 'Created before then: RFC 3339.',
  direction: 'What the company has given to others, or received from them.',
  token: 'As the link in the mail has it.',
};

function parametersOf(operation: Operation): Json[] {
  const { path, query, method } = operation;
  const parameters: Json[] = [];
  const string = { type: 'string' };
  for (const [, thing = '', name = ''] of path.matchAll(/(\w+)\/\{(\w+)\}/g)) {
    parameters.push({
      name,
      in: 'path',
      required: true,
      description: idMeanings[thing],
      schema: pathSchemas[thing] ?? string,
    });
  }
  const { properties, required: needed } = query === undefined ? {} : schemaOf(query);
  for (const [name, schema] of Object.entries(properties ?? {})) {
    const required = Array.isArray(needed) && needed.includes(name);
    parameters.push({ name, in: 'query', required, description: queryMeanings[name], schema });
  }
  if (method === 'GET') {
    const meaning = 'ETags that the caller has: if it is one of them, the answer is 304.';
    parameters.push({
      name: 'If-None-Match',
      in: 'header',
      required: false,
      description: meaning,
      schema: string,
    });
  } else if (operation.retry !== undefined) {
    const { description, pattern } = operation.retry;
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description,
      schema: { type: 'string', pattern },
    });
  } else if (operation.creates === true) {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free.',
      schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
    });
  }
  if (honoursIfMatch(operation)) {
    const meaning = 'The ETag that was read: if it is not the current one, nothing is changed (412).';
    parameters.push({
      name: 'If-Match',
      in: 'header',
      required: false,
      description: meaning,
      schema: string,
    });
  }
  return parameters;
}

/** `example` and `examples` exclude each other: https://spec.openapis.org/oas/v3.1.1#media-type-object */
function named(request: unknown, further: Readonly<Record<string, unknown>>): Json {
  const all = Object.entries({ plain: request, ...further });
  return Object.fromEntries(all.map(([name, value]) => [name, { value }]));
}

function requestBodyOf({ id, body }: Operation): Json {
  if (body === undefined) return {};
  const { request, furtherRequests } = exampleOf(id);
  const media = {
    schema: schemaOf(body.schema),
    ...(furtherRequests === undefined ? { example: request } : { examples: named(request, furtherRequests) }),
  };
  const content = Object.fromEntries(body.contentTypes.map(type => [type, media]));
  return { requestBody: { required: body.required, content } };
}

function operationObject(operation: Operation): Json {
  const { id, summary, description: more, scope } = operation;
  return {
    operationId: id,
    tags: [tagOf(operation.path)],
    summary,
    ...(more === undefined ? {} : { description: more }),
    security: scope === 'public' ? [] : [{ apiKey: scope === 'any' ? [] : [scope] }],
    parameters: parametersOf(operation),
    ...requestBodyOf(operation),
    responses: answersOf(operation),
  };
}

let document: Json | undefined;

/** The API as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), made when it is first asked for. */
export function openApiDocument(operations: readonly Operation[]): Json {
  document ??= {
    openapi: '3.1.1',
    info: {
      title: 'Finehook',
      version: '1',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    externalDocs: { description: 'To read and try out, as a page', url: '/reference' },
    servers: [{ url: '/' }],
    tags: tagObjects(),
    paths: Object.fromEntries(
      Object.entries(Object.groupBy(operations, ({ path }) => path)).map(([path, group = []]) => [
        path,
        Object.fromEntries(group.map(one => [one.method.toLowerCase(), operationObject(one)])),
      ]),
    ),
    webhooks: eventWebhooks(),
    components: {
      schemas: namedSchemas(),
      headers,
      examples: problemExamples,
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: keyMeaning } },
    },
  };
  return document;
}
