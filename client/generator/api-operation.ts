import type { Document, DocumentedOperation, JsonSchema, Parameter } from './document.ts';

/** How a request's member is called where HTTP has a header. */
const headerMembers: Readonly<Record<string, string>> = {
  'Idempotency-Key': 'idempotencyKey',
  'If-Match': 'ifMatch',
};

/** A method of the client takes it, in the way of every read: `ifChanged`. */
const headersOfReads: ReadonlySet<string> = new Set(['If-None-Match']);

/** One operation as the client knows it. */
export interface ApiOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly meaning: string;
  /** Of path and query, as they are called there. */
  readonly parameters: readonly Parameter[];
  readonly headers: readonly { readonly member: string; readonly parameter: Parameter }[];
  readonly body:
    | { readonly required: boolean; readonly contentType: string; readonly schema: JsonSchema }
    | undefined;
  /** Absent where the answer has no body. */
  readonly answer: JsonSchema | undefined;
  /** Whether `cursor` leads from page to page. */
  readonly isList: boolean;
}

/** Every operation but those whose answer is a page for people. @throws Error for what the client could not send */
export function apiOperations(document: Document): ApiOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const contents = successContents(operation);
      if (contents.length > 0 && contents.every(content => content['application/json'] === undefined))
        return [];
      return [apiOperation(document, method.toUpperCase(), path, operation)];
    }),
  );
}

function successContents({ responses }: DocumentedOperation) {
  return Object.entries(responses).flatMap(([status, { content }]) =>
    status.startsWith('2') && content !== undefined ? [content] : [],
  );
}

function apiOperation(
  document: Document,
  method: string,
  path: string,
  operation: DocumentedOperation,
): ApiOperation {
  const { operationId: id, summary, description, parameters, requestBody } = operation;
  const answer = successContents(operation).map(content => content['application/json']?.schema)[0];
  const headers = parameters
    .filter(({ in: place, name }) => place === 'header' && !headersOfReads.has(name))
    .map(parameter => ({ member: headerMembers[parameter.name] ?? unknownHeader(id, parameter), parameter }));
  const [contentType, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return {
    id,
    method,
    path,
    meaning: [summary, description].filter(text => text !== undefined).join('\n\n'),
    parameters: withoutClash(
      id,
      parameters.filter(({ in: place }) => place !== 'header'),
    ),
    headers,
    body:
      requestBody === undefined || contentType === undefined || content === undefined
        ? undefined
        : { required: requestBody.required, contentType, schema: content.schema },
    answer,
    isList: parameters.some(({ name }) => name === 'cursor') && hasPages(document, answer),
  };
}

function unknownHeader(id: string, { name }: Parameter): never {
  throw new Error(`${id} takes the header ${name}, for which the client has no name`);
}

/** Path, query, headers and body are members of one request. */
function withoutClash(id: string, parameters: readonly Parameter[]): readonly Parameter[] {
  const names = [...parameters.map(({ name }) => name), 'body', ...Object.values(headerMembers)];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`${id} has two members ${twice}`);
  return parameters;
}

function hasPages({ components }: Document, answer: JsonSchema | undefined): boolean {
  const name = answer?.$ref?.replace('#/components/schemas/', '') ?? '';
  const { items, nextCursor } = components.schemas[name]?.properties ?? {};
  return items?.type === 'array' && nextCursor !== undefined;
}
