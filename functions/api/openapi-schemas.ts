import * as z from 'zod/mini';
import { type JSONSchema, toJSONSchema } from 'zod/v4/core';
import { eventTypeNames, everyEventType } from '../domain/event-catalog.ts';
import { faultMeanings } from '../domain/fault-codes.ts';
import { problemKinds, problemTypeBase } from '../domain/problem-kinds.ts';
import { conditionJsonSchemas, conditionsSchema } from '../domain/wire/condition-schema.ts';
import { defaultPageSize, maxPageSize, pageSizeSchema } from '../domain/wire/list-query-schema.ts';
import { faultCodeSchema, problemViewSchema } from '../domain/wire/problem-schema.ts';
import { eventToPublishSchema } from '../domain/wire/publish-schema.ts';
import { testEventSchema, testInputSchema, urlCheckInputSchema } from '../domain/wire/test-schema.ts';
import { webhookInputSchema, webhookPatchSchema } from '../domain/wire/webhook-schema.ts';
import { named } from './openapi-named-schemas.ts';
import type { AnySchema } from './read-request.ts';

export type Json = Readonly<Record<string, unknown>>;

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

const faultCodeMeaning = [
  'Stable: compare it to tell faults apart. Further codes may come.',
  '',
  ...Object.entries(faultMeanings).map(([code, meaning]) => `- \`${code}\`: ${meaning}`),
].join('\n');

interface Place {
  readonly zodSchema: unknown;
  readonly jsonSchema: JSONSchema.BaseSchema;
}

/** What the document says beyond the wire schemas. */
function sayMore({ zodSchema, jsonSchema }: Place): void {
  if (zodSchema === conditionsSchema) jsonSchema.$ref = '#/components/schemas/Conditions';
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
  if (zodSchema === faultCodeSchema) jsonSchema.description = faultCodeMeaning;
  if (zodSchema === testInputSchema) {
    jsonSchema.oneOf = [{ required: ['eventType'] }, { required: ['event'] }];
    Object.assign(jsonSchema.properties ?? {}, { eventType: catalogEventType });
  }
  if (zodSchema === urlCheckInputSchema) {
    jsonSchema.not = { required: ['eventType', 'event'] };
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
    unrepresentable: 'any',
    uri: id => `#/components/schemas/${id}`,
    override: sayMore,
  });
  const made = Object.entries(schemas).map(([id, schema]): [string, Json] => [id, withoutIds(schema)]);
  const all = [...made, ...Object.entries(conditionJsonSchemas)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(all);
}

/** A reference to a schema that has a name, else the schema itself. */
export function schemaOf(schema: AnySchema): Json {
  const name = Object.keys(named).find(id => named[id] === schema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return withoutIds(toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: sayMore }));
}
