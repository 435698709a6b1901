/** Operations that only read and write items; they go on as they are, in both directions. */
export const itemOperations: ReadonlySet<string> = new Set([
  'BatchExecuteStatement',
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'ExecuteStatement',
  'ExecuteTransaction',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
]);

/** The place that the emulator has in the ARNs that it makes up. */
const emulatorPlace = 'arn:aws:dynamodb:dynoxide:000000000000:';

/** A text of the emulator with the ARNs of the account that is emulated. */
export function withAccountArns(body: string, region: string, accountId: string): string {
  return body.replaceAll(emulatorPlace, `arn:aws:dynamodb:${region}:${accountId}:`);
}

/** A request with the ARNs of the emulator. */
export function withEmulatorArns(body: string, region: string, accountId: string): string {
  return body.replaceAll(`arn:aws:dynamodb:${region}:${accountId}:`, emulatorPlace);
}

/** The emulator says nothing about an operation that it does not have. */
export function withMessage(body: string, operation: string): string {
  if (body !== '{"__type":"com.amazon.coral.service#UnknownOperationException"}') return body;
  const message = `The DynamoDB emulator does not have ${operation}.`;
  return JSON.stringify({ __type: 'com.amazon.coral.service#UnknownOperationException', message });
}

/** In bytes: the lead of a character beyond the basic multilingual plane, or the escape of its first half. */
const maybeAstral = /[\xf0-\xf4]|\\u[dD][89abAB]/;
const astral = /[\u{10000}-\u{10ffff}]|\\u[dD][89abAB]/u;
const expressions = /"(\w*Expression)"\s*:\s*"((?:[^"\\]|\\.)*)"/g;

/**
 * The name of an expression with a character beyond the basic multilingual plane, such as an emoji: it would abort the
 * emulator's process, and with it, without a file, all tables. Values may have such characters.
 */
export function fatalExpression(body: Buffer): string | undefined {
  if (!maybeAstral.test(body.toString('latin1'))) return undefined;
  for (const [, name, expression = ''] of body.toString('utf8').matchAll(expressions)) {
    if (astral.test(expression)) return name;
  }
  return undefined;
}
