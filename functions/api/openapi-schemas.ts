import * as z from 'zod/mini';
import { type JSONSchema, toJSONSchema } from 'zod/v4/core';
import { eventTypeNames, everyEventType } from '../domain/event-catalog.ts';
import { problemKinds, problemTypeBase } from '../domain/problem-kinds.ts';
import { auditEntryViewSchema, auditLogViewSchema } from '../domain/wire/audit-schema.ts';
import {
  contactInputSchema,
  contactListViewSchema,
  contactViewSchema,
} from '../domain/wire/contact-schema.ts';
import {
  attemptViewSchema,
  deliveryListViewSchema,
  deliveryViewSchema,
  deliveryWithEventViewSchema,
  eventViewSchema,
  recordedAttemptViewSchema,
} from '../domain/wire/delivery-schema.ts';
import { filterSchema } from '../domain/wire/filter-schema.ts';
import { grantInputSchema, grantListViewSchema, grantViewSchema } from '../domain/wire/grant-schema.ts';
import {
  healthDetailsViewSchema,
  healthViewSchema,
  historyEntryViewSchema,
  historyViewSchema,
} from '../domain/wire/health-schema.ts';
import {
  createdKeyViewSchema,
  keyInputSchema,
  keyListViewSchema,
  keyRotationInputSchema,
  keyViewSchema,
} from '../domain/wire/key-schema.ts';
import { defaultPageSize, maxPageSize, pageSizeSchema } from '../domain/wire/list-query-schema.ts';
import {
  createdSessionViewSchema,
  portalLinkInputSchema,
  portalLinkViewSchema,
  sessionInputSchema,
  sessionViewSchema,
} from '../domain/wire/portal-schema.ts';
import { problemGuideViewSchema } from '../domain/wire/problem-guide-schema.ts';
import {
  faultViewSchema,
  gatewayMessageViewSchema,
  problemViewSchema,
} from '../domain/wire/problem-schema.ts';
import {
  eventToPublishSchema,
  publishedViewSchema,
  publishInputSchema,
} from '../domain/wire/publish-schema.ts';
import {
  resendInputSchema,
  resendListViewSchema,
  resendViewSchema,
  resendWindowInputSchema,
} from '../domain/wire/resend-schema.ts';
import {
  rotatedSecretViewSchema,
  rotationInputSchema,
  secretsViewSchema,
} from '../domain/wire/secret-schema.ts';
import {
  statisticsListViewSchema,
  statisticsViewSchema,
  summaryViewSchema,
} from '../domain/wire/statistics-schema.ts';
import {
  testEventSchema,
  testInputSchema,
  urlCheckInputSchema,
  urlCheckViewSchema,
  webhookTestViewSchema,
} from '../domain/wire/test-schema.ts';
import { traceViewSchema } from '../domain/wire/trace-schema.ts';
import {
  createdWebhookViewSchema,
  emptyInputSchema,
  pauseInputSchema,
  updatedWebhookViewSchema,
  webhookDetailsViewSchema,
  webhookInputSchema,
  webhookListViewSchema,
  webhookPatchSchema,
  webhookViewSchema,
} from '../domain/wire/webhook-schema.ts';
import { catalogSchemas } from './openapi-catalog-schemas.ts';
import type { AnySchema } from './read-request.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Schemas that have a name of their own in the document. */
const named: Readonly<Record<string, AnySchema>> = {
  ...catalogSchemas,
  Attempt: attemptViewSchema,
  AuditEntry: auditEntryViewSchema,
  AuditLog: auditLogViewSchema,
  Contact: contactViewSchema,
  ContactInput: contactInputSchema,
  ContactList: contactListViewSchema,
  CreatedKey: createdKeyViewSchema,
  CreatedWebhook: createdWebhookViewSchema,
  Delivery: deliveryViewSchema,
  DeliveryList: deliveryListViewSchema,
  DeliveryWithEvent: deliveryWithEventViewSchema,
  EmptyInput: emptyInputSchema,
  Event: eventViewSchema,
  EventToPublish: eventToPublishSchema,
  Fault: faultViewSchema,
  Filter: filterSchema,
  GatewayMessage: gatewayMessageViewSchema,
  Grant: grantViewSchema,
  GrantInput: grantInputSchema,
  GrantList: grantListViewSchema,
  Health: healthViewSchema,
  HealthDetails: healthDetailsViewSchema,
  History: historyViewSchema,
  HistoryEntry: historyEntryViewSchema,
  Key: keyViewSchema,
  KeyInput: keyInputSchema,
  KeyList: keyListViewSchema,
  KeyRotationInput: keyRotationInputSchema,
  PauseInput: pauseInputSchema,
  PortalLink: portalLinkViewSchema,
  PortalLinkInput: portalLinkInputSchema,
  CreatedSession: createdSessionViewSchema,
  Session: sessionViewSchema,
  SessionInput: sessionInputSchema,
  Problem: problemViewSchema,
  Published: publishedViewSchema,
  PublishInput: publishInputSchema,
  ProblemGuide: problemGuideViewSchema,
  Statistics: statisticsViewSchema,
  StatisticsList: statisticsListViewSchema,
  StatisticsSummary: summaryViewSchema,
  TestEvent: testEventSchema,
  TestInput: testInputSchema,
  UrlCheck: urlCheckViewSchema,
  UrlCheckInput: urlCheckInputSchema,
  RecordedAttempt: recordedAttemptViewSchema,
  Resend: resendViewSchema,
  ResendInput: resendInputSchema,
  ResendList: resendListViewSchema,
  ResendWindowInput: resendWindowInputSchema,
  RotatedSecret: rotatedSecretViewSchema,
  RotationInput: rotationInputSchema,
  Secrets: secretsViewSchema,
  Trace: traceViewSchema,
  UpdatedWebhook: updatedWebhookViewSchema,
  Webhook: webhookViewSchema,
  WebhookDetails: webhookDetailsViewSchema,
  WebhookInput: webhookInputSchema,
  WebhookList: webhookListViewSchema,
  WebhookPatch: webhookPatchSchema,
  WebhookTest: webhookTestViewSchema,
};

/** The catalog is checked apart from the shape of the input, so that a misspelt name is answered with the near one. */
const catalogEventType: JSONSchema.BaseSchema = {
  description:
    'An event type of the catalog: GET /v1/event-types lists them. Those that come with Finehook are the examples.',
  type: 'string',
  examples: [...eventTypeNames],
};
const eventTypeItems: JSONSchema.BaseSchema = {
  description: `An event type of the catalog, or "${everyEventType}" alone in its list for every one of them.`,
  anyOf: [{ description: 'Every event type.', type: 'string', enum: [everyEventType] }, catalogEventType],
};

const formatMeaning =
  'Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`.';
const templateMeaning =
  "Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes.";

const secretMeaning = 'A signing secret of your own, instead of one that is made here.';
const headersMeaning =
  'Further headers of each call, at most 20 and 4,096 characters. Written and never read: `headerNames` tells which there are. Those that Finehook, HTTP, proxies or clouds rely on cannot be set; the error says why.';
const authMeaning =
  'The `authorization` header of each call. Written and never read: `authType` tells its type.';

interface Place {
  readonly zodSchema: unknown;
  readonly jsonSchema: JSONSchema.BaseSchema;
}

/** What the document says beyond the wire schemas. */
function sayMore({ zodSchema, jsonSchema }: Place): void {
  const { eventTypes, format, template, type } = jsonSchema.properties ?? {};
  if (typeof format === 'object') format.description = formatMeaning;
  if (typeof template === 'object') template.description = templateMeaning;
  if (zodSchema === webhookInputSchema || zodSchema === webhookPatchSchema) {
    const { secret, headers, auth } = jsonSchema.properties ?? {};
    for (const [member, description] of [
      [secret, secretMeaning],
      [headers, headersMeaning],
      [auth, authMeaning],
    ] as const) {
      if (typeof member === 'object') Object.assign(member, { description, writeOnly: true });
    }
  }
  if (typeof eventTypes === 'object' && eventTypes.type === 'array') eventTypes.items = eventTypeItems;
  if (zodSchema === problemViewSchema && typeof type === 'object') {
    type.description = 'Stable: compare it to tell problems apart.';
    type.enum = Object.keys(problemKinds).map(code => `${problemTypeBase}${code}`);
  }
  if (zodSchema === testInputSchema) {
    jsonSchema.oneOf = [{ required: ['eventType'] }, { required: ['event'] }];
    Object.assign(jsonSchema.properties ?? {}, { eventType: catalogEventType });
  }
  if (zodSchema === testEventSchema || zodSchema === eventToPublishSchema)
    Object.assign(jsonSchema.properties ?? {}, { type: catalogEventType });
  // Query parameters are texts on the wire; the document says what they mean.
  if (zodSchema === pageSizeSchema) {
    delete jsonSchema.pattern;
    Object.assign(jsonSchema, {
      type: 'integer',
      minimum: 1,
      maximum: maxPageSize,
      default: defaultPageSize,
    });
  }
}

function withoutIds(schema: JSONSchema.BaseSchema): Json {
  const { $schema: _, $id: __, '~standard': ___, ...rest } = schema;
  return rest;
}

/** The document's `components.schemas`. */
export function namedSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = toJSONSchema(registry, {
    io: 'input',
    uri: id => `#/components/schemas/${id}`,
    override: sayMore,
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema)]));
}

/** A reference to a schema that has a name, else the schema itself. */
export function schemaOf(schema: AnySchema): Json {
  const name = Object.keys(named).find(id => named[id] === schema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return withoutIds(toJSONSchema(schema, { io: 'input', override: sayMore }));
}
