import * as z from 'zod/mini';
import { type JSONSchema, toJSONSchema } from 'zod/v4/core';
import type { ProblemCode } from '../domain/errors.ts';
import {
  attemptViewSchema,
  deliveryListViewSchema,
  deliveryViewSchema,
} from '../domain/wire/delivery-schema.ts';
import { filterSchema } from '../domain/wire/filter-schema.ts';
import { defaultPageSize, maxPageSize, pageSizeSchema } from '../domain/wire/list-query-schema.ts';
import { faultViewSchema, problemViewSchema } from '../domain/wire/problem-schema.ts';
import {
  createdWebhookViewSchema,
  pauseInputSchema,
  webhookInputSchema,
  webhookListViewSchema,
  webhookPatchSchema,
  webhookViewSchema,
} from '../domain/wire/webhook-schema.ts';
import type { Operation } from './operation.ts';
import { problemKinds, problemTypeBase } from './problems.ts';
import type { AnySchema } from './read-request.ts';

/** Schemas that have a name of their own in the document. */
const named: Readonly<Record<string, AnySchema>> = {
  Attempt: attemptViewSchema,
  CreatedWebhook: createdWebhookViewSchema,
  Delivery: deliveryViewSchema,
  DeliveryList: deliveryListViewSchema,
  Fault: faultViewSchema,
  Filter: filterSchema,
  PauseInput: pauseInputSchema,
  Problem: problemViewSchema,
  Webhook: webhookViewSchema,
  WebhookInput: webhookInputSchema,
  WebhookList: webhookListViewSchema,
  WebhookPatch: webhookPatchSchema,
};

/** Any operation that reads a key or input may answer these. */
const commonErrors: readonly ProblemCode[] = ['invalid-request', 'unauthenticated'];

type Json = Readonly<Record<string, unknown>>;

/** Query parameters are texts on the wire; the document says what they mean. */
function sayNumber({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: unknown;
  jsonSchema: JSONSchema.BaseSchema;
}): void {
  if (zodSchema !== pageSizeSchema) return;
  delete jsonSchema.pattern;
  Object.assign(jsonSchema, { type: 'integer', minimum: 1, maximum: maxPageSize, default: defaultPageSize });
}

function withoutIds(schema: JSONSchema.BaseSchema): Json {
  const { $schema: _, $id: __, '~standard': ___, ...rest } = schema;
  return rest;
}

function namedSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = toJSONSchema(registry, { io: 'input', uri: id => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema)]));
}

function schemaOf(schema: AnySchema): Json {
  const name = Object.keys(named).find(id => named[id] === schema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return withoutIds(toJSONSchema(schema, { io: 'input', override: sayNumber }));
}

function parametersOf({ path, query, method }: Operation): Json[] {
  const parameters: Json[] = [];
  if (path.includes('{id}')) {
    parameters.push({ name: 'id', in: 'path', required: true, schema: { type: 'string' } });
  }
  const properties = query === undefined ? {} : schemaOf(query).properties;
  for (const [name, schema] of Object.entries(properties ?? {})) {
    parameters.push({ name, in: 'query', required: false, schema });
  }
  const single = path.startsWith('/v1/webhooks/{id}') && !path.endsWith('/deliveries');
  if (single) {
    const name = method === 'GET' ? 'If-None-Match' : 'If-Match';
    parameters.push({ name, in: 'header', required: false, schema: { type: 'string' } });
  }
  return parameters;
}

function errorAnswers(operation: Operation): Json {
  const codes = operation.scope === 'public' ? [] : [...commonErrors, ...operation.errors];
  const byStatus = Object.groupBy(codes, code => String(problemKinds[code].status));
  const answers = Object.entries(byStatus).map(([status, group = []]) => [
    status,
    {
      description: group.map(code => `\`${code}\`: ${problemKinds[code].title}.`).join(' '),
      content: { 'application/problem+json': { schema: schemaOf(problemViewSchema) } },
    },
  ]);
  return Object.fromEntries(answers);
}

function successAnswer({ status, response, id }: Operation): Json {
  if (status === 204) return { description: 'Done.' };
  const schema = response === undefined ? { type: 'object' } : schemaOf(response);
  const tagged = response === webhookViewSchema || response === createdWebhookViewSchema;
  const headers = {
    ...(tagged ? { ETag: { schema: { type: 'string' } } } : {}),
    ...(id === 'createWebhook' ? { Location: { schema: { type: 'string' } } } : {}),
  };
  return { description: 'Done.', headers, content: { 'application/json': { schema } } };
}

function operationObject(operation: Operation): Json {
  const { id, summary, body, scope, status } = operation;
  const content = body?.contentTypes.map(type => [type, { schema: schemaOf(body.schema) }]);
  return {
    operationId: id,
    summary,
    security: scope === 'public' ? [] : [{ apiKey: [] }],
    parameters: parametersOf(operation),
    ...(body === undefined || content === undefined
      ? {}
      : { requestBody: { required: body.required, content: Object.fromEntries(content) } }),
    responses: { [status]: successAnswer(operation), ...errorAnswers(operation) },
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
      description: `Manage webhooks. Errors are problem documents (RFC 9457) whose type is ${problemTypeBase}<code>.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      Object.entries(Object.groupBy(operations, ({ path }) => path)).map(([path, group = []]) => [
        path,
        Object.fromEntries(group.map(one => [one.method.toLowerCase(), operationObject(one)])),
      ]),
    ),
    components: {
      schemas: namedSchemas(),
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `fhk_…`.' } },
    },
  };
  return document;
}
