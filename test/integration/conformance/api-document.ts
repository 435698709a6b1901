import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod/mini';

const mediaSchema = z.object({
  schema: z.optional(z.record(z.string(), z.unknown())),
  example: z.optional(z.unknown()),
  examples: z.optional(z.record(z.string(), z.unknown())),
});
const contentSchema = z.record(z.string(), mediaSchema);
const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema: z.record(z.string(), z.unknown()),
});
const responseSchema = z.object({
  headers: z._default(z.record(z.string(), z.unknown()), {}),
  content: z.optional(contentSchema),
});
const operationSchema = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()),
  parameters: z.array(parameterSchema),
  requestBody: z.optional(z.object({ required: z.boolean(), content: contentSchema })),
  responses: z.record(z.string(), responseSchema),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    headers: z.record(z.string(), z.object({ required: z._default(z.boolean(), false) })),
  }),
});

type Media = z.infer<typeof mediaSchema>;
export type Json = Readonly<Record<string, unknown>>;

/** An operation as the document has it. */
export interface DocumentedOperation extends z.infer<typeof operationSchema> {
  readonly method: string;
  readonly path: string;
}

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get' | 'has'>;
  readonly text: string;
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** `/openapi.json`, and whether inputs and answers are as it says. */
export class ApiDocument {
  readonly operations: readonly DocumentedOperation[];
  readonly #document: z.infer<typeof documentSchema>;
  readonly #ajv = new Ajv2020({
    allErrors: false,
    strict: false,
    formats: {
      'date-time': dateTime,
      uri: URL.canParse,
      'uri-reference': (text: string) => URL.canParse(text, 'https://api.example'),
    },
  });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(served: unknown) {
    this.#document = documentSchema.parse(served);
    this.operations = Object.entries(this.#document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...operation,
        path,
        method: method.toUpperCase(),
      })),
    );
  }

  /** A schema without references to names: the outermost one is resolved. */
  resolved(schema: Json): Json {
    const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema.$ref))?.[1];
    return name === undefined ? schema : this.resolved(this.#document.components.schemas[name] ?? {});
  }

  /** @param closed members that nobody named are wrong @returns what is wrong, if anything is */
  faultIn(schema: Json, value: unknown, closed = false): string | undefined {
    const text = `${closed}${JSON.stringify(schema)}`;
    const validate = this.#validators.get(text) ?? this.#ajv.compile(this.#withDefinitions(schema, closed));
    this.#validators.set(text, validate);
    return validate(value) ? undefined : this.#ajv.errorsText(validate.errors);
  }

  #withDefinitions(schema: Json, closed: boolean): Json {
    const whole = { ...schema, $defs: this.#document.components.schemas };
    const text = JSON.stringify(whole, (_, value: unknown) =>
      closed && isObject(value) && 'properties' in value ? { additionalProperties: false, ...value } : value,
    );
    return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'));
  }

  /** Everything in which an answer is not as the document says. */
  faultsOf(operation: DocumentedOperation, answer: Answer): string[] {
    const { status, headers, text } = answer;
    const described = operation.responses[status] ?? operation.responses.default;
    if (described === undefined) return [`status ${status} is not documented`];
    const faults = Object.keys(described.headers)
      .filter(name => this.#document.components.headers[name]?.required === true && !headers.has(name))
      .map(name => `the header ${name} is missing`);
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    if (described.content === undefined) {
      return text === '' && type === '' ? faults : [...faults, `a body of type ${type} is not documented`];
    }
    const media = described.content[type];
    if (media === undefined) return [...faults, `the content type ${type} is not documented`];
    return [...faults, ...this.#bodyFaults(status, type, media, text)];
  }

  #bodyFaults(status: number, type: string, { schema, examples }: Media, text: string): string[] {
    if (type === 'text/html') return [];
    const body: unknown = JSON.parse(text);
    const fault = this.faultIn(schema ?? {}, body, true);
    if (fault !== undefined) return [`the body is not as documented: ${fault}`];
    if (type !== 'application/problem+json') return [];
    const problem = z.object({ type: z.string(), status: z.number() }).parse(body);
    const code = problem.type.split('/').at(-1) ?? '';
    return [
      ...(problem.status === status ? [] : [`the body says status ${problem.status}`]),
      ...(Object.hasOwn(examples ?? {}, code) ? [] : [`${code} is not documented for ${status}`]),
    ];
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first example of a request's body; `undefined` when the operation takes none. */
export function exampleBody({ requestBody }: DocumentedOperation): unknown {
  const [media] = Object.values(requestBody?.content ?? {});
  const [named] = Object.values(media?.examples ?? {});
  return media?.example ?? (isObject(named) ? named.value : undefined);
}

export function bodySchema({ requestBody }: DocumentedOperation): Json {
  return Object.values(requestBody?.content ?? {})[0]?.schema ?? {};
}
