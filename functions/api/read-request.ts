import * as z from 'zod/mini';
import { ProblemError } from '../domain/errors.ts';
import { explainIssues } from '../domain/wire/explain-issues.ts';
import type { HttpEvent } from './http.ts';
import { readJson } from './read-json.ts';

export type SchemaOf<Output> = z.ZodMiniType<Output>;
export type AnySchema = z.ZodMiniType;

/** How an operation's body is read. */
export interface BodyRule<Body> {
  readonly schema: SchemaOf<Body>;
  /** Without it, no body at all is read as `{}`. */
  readonly required: boolean;
  readonly contentTypes: readonly string[];
  /** Longest body, in bytes. @default 262,144 */
  readonly maxBytes?: number;
  /**
   * Numbers stay as they are written, for JSON.stringify: those that a double cannot hold too, which are refused otherwise.
   * @default false
   */
  readonly keepsNumbers?: boolean;
}

const defaultMaxBytes = 256 * 1024;

const noMembers = z.strictObject({});

/** @throws ProblemError `invalid-request`, a fault per place; `pointerOf` turns a JSON pointer into the fault's pointer */
function parse<Output>(
  schema: SchemaOf<Output>,
  input: unknown,
  what: string,
  pointerOf: (pointer: string) => string,
): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const faults = explainIssues(schema, input, result.error.issues);
  throw new ProblemError(
    'invalid-request',
    `The ${what} is not valid.`,
    faults.map(fault => ({ ...fault, pointer: pointerOf(fault.pointer) })),
  );
}

/** @throws ProblemError `invalid-request` with pointers into the body */
export function parseBody<Output>(schema: SchemaOf<Output>, input: unknown): Output {
  return parse(schema, input, 'body', pointer => pointer);
}

export function readQuery<Query>(schema: SchemaOf<Query> | undefined, event: HttpEvent): Query;
export function readQuery(schema: AnySchema | undefined, event: HttpEvent): unknown {
  const query = event.queryStringParameters ?? {};
  return parse(schema ?? noMembers, query, 'query', pointer => `?${pointer.slice(1)}`);
}

function bodyText({ body = '', isBase64Encoded }: HttpEvent, maxBytes: number): string {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new ProblemError(
      'payload-too-large',
      `The body has ${bytes.length} bytes; at most ${maxBytes} are taken.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('malformed-json', 'The body is not UTF-8 text.');
  }
}

function checkContentType(header: string | undefined, allowed: readonly string[]): void {
  const mediaType = header?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== undefined && allowed.includes(mediaType)) return;
  throw new ProblemError('unsupported-media-type', `Send the body as ${allowed.join(' or ')}.`);
}

export function readBody<Body>(rule: BodyRule<Body> | undefined, event: HttpEvent): Body;
export function readBody(rule: BodyRule<unknown> | undefined, event: HttpEvent): unknown {
  if (rule === undefined) return undefined;
  const text = bodyText(event, rule.maxBytes ?? defaultMaxBytes);
  if (text.trim() === '' && !rule.required) return parseBody(rule.schema, {});
  checkContentType(event.headers['content-type'], rule.contentTypes);
  return parseBody(rule.schema, readJson(text, rule.keepsNumbers));
}
