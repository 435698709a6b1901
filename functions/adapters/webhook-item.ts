import * as z from 'zod/mini';
import type { Conditions } from '../domain/conditions/condition.ts';
import { payloadFormatNames, type Webhook } from '../domain/webhook.ts';
import type { Item } from './dynamodb-client.ts';

export const byKind = 'byKind';
export const byCompany = 'byCompany';
export const webhookKind = 'WEBHOOK';

/** Also parts of the index's key, so that webhooks of a company can be told from other kinds later. */
export function companyKey(companyId: string): string {
  return `WEBHOOK#${companyId}`;
}

export function webhookKey(id: string): Item {
  return { pk: { S: `WEBHOOK#${id}` }, sk: { S: 'WEBHOOK' } };
}

const text = z.object({ S: z.string() });
const number = z.pipe(
  z.object({ N: z.string() }),
  z.transform(({ N }) => Number(N)),
);
const string = z.pipe(
  text,
  z.transform(({ S }) => S),
);

/** JSON text: DynamoDB's own maps and numbers cannot hold every filter, such as 1e-200 or an empty name. */
function json<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.pipe(
    z.pipe(
      text,
      z.transform(({ S }): unknown => JSON.parse(S)),
    ),
    schema,
  );
}

/** They were checked before they were stored. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

const filterSchema = z.object({
  anyOf: z.array(
    z.object({
      eventTypes: z.array(z.string()),
      exceptEventTypes: z.exactOptional(z.array(z.string())),
      companies: z.array(
        z.object({
          companyId: z.string(),
          projectIds: z.union([z.literal('*'), z.array(z.string())]),
          exceptProjectIds: z.exactOptional(z.array(z.string())),
        }),
      ),
      conditions: z.exactOptional(z.custom<Conditions>(isObject)),
    }),
  ),
});

const optionsSchema = z.object({
  timeoutSeconds: z.exactOptional(z.number()),
  callsPerSecond: z.exactOptional(z.number()),
  concurrentCalls: z.exactOptional(z.number()),
  failingAfter: z.exactOptional(z.number()),
  holdPeriodHours: z.exactOptional(z.number()),
  autoRecover: z.exactOptional(z.boolean()),
});

const templateSchema = z.object({ text: z.string() });

const webhookSchema = z.object({
  id: string,
  ownerCompanyId: string,
  name: string,
  url: string,
  filter: json(filterSchema),
  noAccessTo: z.exactOptional(json(z.array(z.string()))),
  pattern: string,
  hasResidual: z.exactOptional(
    z.pipe(
      z.object({ BOOL: z.literal(true) }),
      z.transform(({ BOOL }) => BOOL),
    ),
  ),
  format: z.pipe(string, z.enum(payloadFormatNames)),
  template: z.exactOptional(json(templateSchema)),
  options: json(optionsSchema),
  sealedCredentials: string,
  headerNames: json(z.array(z.string())),
  authType: z._default(z.nullable(z.pipe(string, z.enum(['basic', 'bearer']))), null),
  rule: z.pipe(string, z.enum(['live', 'pending', 'off'])),
  slowSince: z.exactOptional(string),
  version: number,
  revision: number,
  createdAt: string,
  updatedAt: string,
  deletedAt: z.exactOptional(string),
});

export function itemOfWebhook(webhook: Webhook): Item {
  const item: Item = {
    ...webhookKey(webhook.id),
    id: { S: webhook.id },
    ownerCompanyId: { S: webhook.ownerCompanyId },
    name: { S: webhook.name },
    url: { S: webhook.url },
    filter: { S: JSON.stringify(webhook.filter) },
    pattern: { S: webhook.pattern },
    format: { S: webhook.format },
    options: { S: JSON.stringify(webhook.options) },
    sealedCredentials: { S: webhook.sealedCredentials },
    headerNames: { S: JSON.stringify(webhook.headerNames) },
    ...(webhook.authType === null ? {} : { authType: { S: webhook.authType } }),
    rule: { S: webhook.rule },
    version: { N: String(webhook.version) },
    revision: { N: String(webhook.revision) },
    createdAt: { S: webhook.createdAt },
    updatedAt: { S: webhook.updatedAt },
    ...(webhook.noAccessTo === undefined ? {} : { noAccessTo: { S: JSON.stringify(webhook.noAccessTo) } }),
    ...(webhook.hasResidual === undefined ? {} : { hasResidual: { BOOL: true } }),
    ...(webhook.slowSince === undefined ? {} : { slowSince: { S: webhook.slowSince } }),
  };
  if (webhook.template !== undefined) item.template = { S: JSON.stringify(webhook.template) };
  if (webhook.deletedAt !== undefined) return { ...item, deletedAt: { S: webhook.deletedAt } };
  return {
    ...item,
    kind: { S: webhookKind },
    kindSort: { S: webhook.id },
    companyKey: { S: companyKey(webhook.ownerCompanyId) },
    companySort: { S: webhook.id },
  };
}

/** @throws the schema's error for an item that is no webhook */
export function webhookOf(item: Item): Webhook {
  return webhookSchema.parse(item);
}
