import * as z from 'zod/mini';

/** What of JSON Schema shapes a type; bounds and patterns do not. https://json-schema.org/draft/2020-12/json-schema-core */
export const jsonSchema = z.object({
  $ref: z.optional(z.string()),
  description: z.optional(z.string()),
  type: z.optional(z.union([z.string(), z.array(z.string())])),
  enum: z.optional(z.array(z.unknown())),
  const: z.optional(z.unknown()),
  required: z.optional(z.array(z.string())),
  get properties() {
    return z.optional(z.record(z.string(), jsonSchema));
  },
  get additionalProperties() {
    return z.optional(z.union([z.boolean(), jsonSchema]));
  },
  get items() {
    return z.optional(jsonSchema);
  },
  get anyOf() {
    return z.optional(z.array(jsonSchema));
  },
  get oneOf() {
    return z.optional(z.array(jsonSchema));
  },
  get allOf() {
    return z.optional(z.array(jsonSchema));
  },
});

export type JsonSchema = z.infer<typeof jsonSchema>;

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.optional(z.string()),
  schema: jsonSchema,
});

export type Parameter = z.infer<typeof parameterSchema>;

const contentSchema = z.record(z.string(), z.object({ schema: jsonSchema }));

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.optional(z.string()),
  parameters: z.array(parameterSchema),
  requestBody: z.optional(z.object({ required: z.boolean(), content: contentSchema })),
  responses: z.record(z.string(), z.object({ content: z.optional(contentSchema) })),
});

/** What of an OpenAPI 3.1 document the client is made of. https://spec.openapis.org/oas/v3.1.1 */
export const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operationSchema),
  ),
  components: z.object({ schemas: z.record(z.string(), jsonSchema) }),
});

export type Document = z.infer<typeof documentSchema>;
export type DocumentedOperation = z.infer<typeof operationSchema>;
