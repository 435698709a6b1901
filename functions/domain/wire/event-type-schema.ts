import * as z from 'zod/mini';
import { healthCheckType } from '../event-catalog.ts';
import { issueText, says } from './issue-text.ts';
import { defaultPageSize, pageSizeSchema } from './list-query-schema.ts';
import { displayName, maxCharacters, maxIdLength } from './text-schemas.ts';
import { isVisible } from './visible-text.ts';

const maxDescriptionLength = 1_000;
const maxLanguages = 20;
/** Of one type as JSON, in bytes of UTF-8: an item of DynamoDB has 400 KB. */
export const maxEventTypeBytes = 65_536;
/** Of one import. */
export const maxImportedTypes = 100;

/** The path of imports stands beside those of types; nobody can subscribe to the health check. */
const reservedNames: ReadonlySet<string> = new Set(['imports', healthCheckType]);

/** Characters that stand in a URL as they are (RFC 3986 §2.3). */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The name of an event type of one's own; EventBridge has it as `detail-type`. */
export const eventTypeName = z.string().check(
  z.minLength(1),
  maxCharacters(maxIdLength),
  z.regex(
    namePattern,
    says(
      'bad-name',
      'Letters A to Z, digits, ".", "_" and "-" are possible, and it begins with a letter or a digit.',
    ),
  ),
  z.refine(name => !reservedNames.has(name), says('bad-name', 'No event type can have this name.')),
);

export function isEventTypeName(text: string): boolean {
  return eventTypeName.safeParse(text).success;
}

/** Without private use and extensions: RFC 5646 §2.1. */
const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

const { error: badTag } = says(
  'bad-language-tag',
  'Must be a language tag (RFC 5646), such as "en" or "pt-BR".',
);
const { error: tooManyLanguages } = says(
  'too-many',
  `At most ${maxLanguages} languages are kept.`,
  maxLanguages,
);

/** A text in several languages, by language tag; `en` is always there. */
function inLanguages<Text extends z.ZodMiniType<string>>(text: Text) {
  return z.catchall(z.object({ en: text }), text).check(
    z.check(({ value, issues }) => {
      const tags = Object.keys(value);
      for (const tag of tags) {
        if (languageTag.test(tag)) continue;
        issues.push({ code: 'custom', message: badTag, input: value, path: [tag] });
      }
      if (tags.length <= maxLanguages) return;
      issues.push({ code: 'custom', message: tooManyLanguages, input: value });
    }),
  );
}

const description = z
  .string()
  .check(
    z.minLength(1),
    maxCharacters(maxDescriptionLength),
    z.refine(isVisible, says('blank', 'A description cannot be blank.')),
  );

const anyObject = z.record(z.string(), z.unknown());

const { error: noObject } = says('not-allowed', 'Must be "object": the data of an event is one.');

const schema = anyObject.check(
  z.check(({ value, issues }) => {
    if (value.type === undefined || value.type === 'object') return;
    issues.push({ code: 'custom', message: noObject, input: value, path: ['type'] });
  }),
);

const content = {
  group: displayName,
  title: inLanguages(displayName),
  description: inLanguages(description),
  schema: z._default(schema, {}),
  example: z.exactOptional(anyObject),
  deprecated: z._default(z.boolean(), false),
};

const notTooLarge = z.check<object>(({ value, issues }) => {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= maxEventTypeBytes) return;
  const detail = `It has ${bytes} bytes as JSON; at most ${maxEventTypeBytes} are kept. Shorten its schema or its example.`;
  const message = issueText({ code: 'too-many-bytes', detail, limit: maxEventTypeBytes });
  issues.push({ code: 'custom', message, input: value });
});

/** All of an event type but its name, which the path has. */
export const eventTypeInputSchema = z.strictObject(content).check(notTooLarge);

export const namedEventTypeSchema = z.strictObject({ name: eventTypeName, ...content }).check(notTooLarge);

const textsViewSchema = z.record(z.string(), z.string());

export const eventTypeViewSchema = z.object({
  name: z.string(),
  group: z.string(),
  title: textsViewSchema,
  description: textsViewSchema,
  /** JSON Schema of an event's `data`. */
  schema: anyObject,
  /** `data` of a realistic event; null when nobody gave one. */
  example: z.nullable(anyObject),
  deprecated: z.boolean(),
  version: z.int(),
  /** Whether a type of this name comes with Finehook: it can be changed, not deleted. */
  builtIn: z.boolean(),
  updatedAt: z.nullable(z.iso.datetime({ precision: 3 })),
});

export const eventTypeListViewSchema = z.object({
  items: z.array(eventTypeViewSchema),
  nextCursor: z.nullable(z.string()),
});

const trueOrFalse = z.enum(['true', 'false'], says('not-allowed', 'Must be "true" or "false".'));

/** `?group=&deprecated=&limit=&cursor=` */
export const eventTypesQuerySchema = z.strictObject({
  group: z.exactOptional(z.string()),
  deprecated: z.exactOptional(trueOrFalse),
  limit: z._default(pageSizeSchema, defaultPageSize),
  cursor: z.exactOptional(z.string()),
});

/** An OpenAPI 3.1 document, of which the webhooks are read: https://spec.openapis.org/oas/v3.1.1 */
const openApiSchema = z.looseObject({
  openapi: z
    .string()
    .check(
      z.regex(/^3\.1(\.|$)/, says('bad-document', 'Documents of OpenAPI 3.1 are read: 3.0 has no webhooks.')),
    ),
  webhooks: anyObject,
});

const tooMany = says(
  'too-many',
  `At most ${maxImportedTypes} event types are taken at once.`,
  maxImportedTypes,
);

export const eventTypeImportSchema = z.union(
  [
    z.array(namedEventTypeSchema).check(z.minLength(1), z.maxLength(maxImportedTypes, tooMany)),
    openApiSchema,
  ],
  says(
    'wrong-type',
    'Must be a list of event types, or an OpenAPI 3.1 document with "openapi" and "webhooks".',
  ),
);

/** `?dryRun=true` */
export const importQuerySchema = z.strictObject({ dryRun: z._default(trueOrFalse, 'false') });

/** Names of types. */
export const importResultViewSchema = z.object({
  /** Whether nothing was stored. */
  dryRun: z.boolean(),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.array(z.string()),
});

export type EventTypeInput = z.infer<typeof eventTypeInputSchema>;
export type NamedEventType = z.infer<typeof namedEventTypeSchema>;
export type EventTypeView = z.infer<typeof eventTypeViewSchema>;
export type EventTypeListView = z.infer<typeof eventTypeListViewSchema>;
export type EventTypesQuery = z.infer<typeof eventTypesQuerySchema>;
export type OpenApiInput = z.infer<typeof openApiSchema>;
export type EventTypeImport = z.infer<typeof eventTypeImportSchema>;
export type ImportQuery = z.infer<typeof importQuerySchema>;
export type ImportResultView = z.infer<typeof importResultViewSchema>;
