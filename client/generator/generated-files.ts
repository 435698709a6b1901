import { type ApiOperation, apiOperations } from './api-operation.ts';
import { type Document, documentSchema, type Parameter } from './document.ts';
import { comment, memberName, typeText } from './type-text.ts';

/** What the client imports, not this file. */
const quoted = (file: string) => `'${file}'`;
const notice = '// Made by `npm run generate:client` from what /openapi.json says: do not edit it.\n';

/**
 * The client's files that follow from the API's own document, by name.
 * @param document OpenAPI 3.1
 * @throws Error where the document holds what the client has no way to say
 */
export function generatedFiles(document: unknown) {
  const parsed = documentSchema.parse(document);
  const operations = apiOperations(parsed);
  return {
    'schema.ts': schemaFile(parsed, operations),
    'operation-table.ts': tableFile(operations),
    'methods.ts': methodsFile(parsed, operations),
  };
}

function schemaFile({ components }: Document, operations: readonly ApiOperation[]): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${comment(schema.description, '')}export type ${name} = ${typeText(schema)};\n`,
  );
  const requests = operations.map(
    one => `/** Of \`${one.id}\`. */\nexport type ${requestName(one)} = ${requestText(one)};\n`,
  );
  // A type that begins on a line of its own leaves a space before it.
  return [notice, ...schemas, ...requests].join('\n').replaceAll(' \n', '\n');
}

function requestName({ id }: ApiOperation): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Request`;
}

/** Path, query, headers and body as members of one object. */
function requestText({ parameters, headers, body }: ApiOperation): string {
  const members = [
    ...parameters.map(parameter => memberText(parameter.name, parameter)),
    ...headers.map(({ member, parameter }) => memberText(member, parameter)),
    ...(body === undefined ? [] : [memberText('body', body)]),
  ];
  return members.length === 0 ? 'Readonly<Record<string, never>>' : `{\n${members.join('')}}`;
}

type Member = Pick<Parameter, 'required' | 'schema'> & { readonly description?: string | undefined };

/** What a program does not have it may name all the same: `undefined` is left out. */
function memberText(name: string, { required, description, schema }: Member): string {
  const type = typeText(schema, '  ');
  const said = required ? `: ${type}` : `?: ${type} | undefined`;
  return `${comment(description, '  ')}  readonly ${memberName(name)}${said};\n`;
}

function tableFile(operations: readonly ApiOperation[]): string {
  const lines = operations.map(({ id, method, path, parameters, headers, body }) => {
    const entry = {
      id,
      method,
      path,
      query: parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name),
      headers: Object.fromEntries(headers.map(({ member, parameter }) => [member, parameter.name])),
      contentType: body?.contentType,
    };
    return `  ${id}: ${JSON.stringify(entry)},\n`;
  });
  return `${notice}
import type { OperationEntry } from ${quoted('../call.ts')};

/** Every operation by its id: how it goes over HTTP. */
export const operationTable = {
${lines.join('')}} as const satisfies Readonly<Record<string, OperationEntry>>;
`;
}

interface MethodText {
  readonly type: string;
  readonly maker: string;
}

function methodText(document: Document, operation: ApiOperation): MethodText {
  const { parameters, body, method, answer, isList } = operation;
  const needsInput = parameters.some(({ required }) => required) || body?.required === true;
  const input = `${needsInput ? 'Needed' : 'Optional'}<${requestName(operation)}>`;
  if (isList) {
    return { type: `List<${input}, ${answerText(answer)}, ${itemText(document, answer)}>`, maker: 'list' };
  }
  const kind = method === 'GET' ? 'Read' : 'Call';
  return { type: `${kind}<${input}, ${answerText(answer)}>`, maker: kind.toLowerCase() };
}

function answerText(answer: ApiOperation['answer']): string {
  return answer === undefined ? 'undefined' : typeText(answer);
}

/** Of a page's items. */
function itemText({ components }: Document, answer: ApiOperation['answer']): string {
  const name = answerText(answer);
  const item = components.schemas[name]?.properties?.items?.items;
  return item?.$ref === undefined ? `${name}["items"][number]` : typeText(item);
}

function methodsFile(document: Document, operations: readonly ApiOperation[]): string {
  const methods = operations.map(one => ({ ...one, ...methodText(document, one) }));
  const members = methods.map(
    ({ id, meaning, type }) => `${comment(meaning, '  ')}  readonly ${id}: ${type};\n`,
  );
  const named = [...members.join('').matchAll(/^ {2}readonly .*$/gm)].join('\n');
  const names = [...Object.keys(document.components.schemas), ...operations.map(requestName)];
  const used = names.filter(name => new RegExp(`[<, ]${name}[>,["]`).test(named));
  return `${notice}
import { type Call, call, type List, list, type Needed, type Optional, type Read, read, type Send } from ${quoted('../call.ts')};
import { operationTable } from ${quoted('./operation-table.ts')};
import type {
${used.map(name => `  ${name},\n`).join('')}} from ${quoted('./schema.ts')};

/** The management API: a method for each operation. */
export interface FinehookClient {
${members.join('')}}

export function methodsOf(send: Send): FinehookClient {
  return {
${methods.map(({ id, maker }) => `    ${id}: ${maker}(send, operationTable.${id}),\n`).join('')}  };
}
`;
}
