import type { Access } from './policy.ts';
import { type Accesses, type AccountScope, access, type Input, inputs, isInput, textOr } from './request.ts';

/**
 * The resource of each operation, per
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
const onTable: ReadonlySet<string> = new Set([
  'CreateTable',
  'DeleteTable',
  'DescribeContinuousBackups',
  'DescribeTable',
  'DescribeTimeToLive',
  'UpdateContinuousBackups',
  'UpdateTable',
  'UpdateTimeToLive',
]);
const onKey: ReadonlyMap<string, 'Key' | 'Item'> = new Map([
  ['DeleteItem', 'Key'],
  ['GetItem', 'Key'],
  ['PutItem', 'Item'],
  ['UpdateItem', 'Key'],
]);
const onResourceArn: ReadonlySet<string> = new Set(['ListTagsOfResource', 'TagResource', 'UntagResource']);
/** The members of a transaction need the actions of single items, not one of the transaction. */
const inTransaction: readonly (readonly [member: string, action: string, holder: 'Key' | 'Item'])[] = [
  ['ConditionCheck', 'ConditionCheckItem', 'Key'],
  ['Delete', 'DeleteItem', 'Key'],
  ['Get', 'GetItem', 'Key'],
  ['Put', 'PutItem', 'Item'],
  ['Update', 'UpdateItem', 'Key'],
];

/** What a DynamoDB request needs. */
export async function dynamoDbAccesses(
  operation: string,
  input: Input,
  scope: AccountScope,
): Promise<Accesses> {
  const table = textOr(input.TableName, '');
  const index = textOr(input.IndexName, undefined);
  if (onTable.has(operation)) return [access(`dynamodb:${operation}`, tableArn(table, scope))];
  const holder = onKey.get(operation);
  if (holder !== undefined) return [await itemAccess(operation, table, [input[holder]], scope)];
  if (operation === 'Query') {
    const leading = partitionValue(input, await scope.partitionKey(tableName(table), index));
    return [access('dynamodb:Query', tableArn(table, scope, index), leadingKeys(leading))];
  }
  // A scan reads every partition, so that no list of leading keys covers it.
  if (operation === 'Scan') return [access('dynamodb:Scan', tableArn(table, scope, index))];
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    const tables = Object.entries(isInput(input.RequestItems) ? input.RequestItems : {});
    return Promise.all(
      tables.map(([name, request]) => itemAccess(operation, name, batchKeys(request), scope)),
    );
  }
  if (operation === 'TransactGetItems' || operation === 'TransactWriteItems') {
    const members = inputs(input.TransactItems).flatMap(item =>
      inTransaction.flatMap(([member, action, keyHolder]) => {
        const request = item[member];
        return isInput(request) ? [{ action, request, key: request[keyHolder] }] : [];
      }),
    );
    return Promise.all(
      members.map(it => itemAccess(it.action, textOr(it.request.TableName, ''), [it.key], scope)),
    );
  }
  if (onResourceArn.has(operation)) return [access(`dynamodb:${operation}`, textOr(input.ResourceArn, ''))];
  if (operation === 'ListTables') return [access('dynamodb:ListTables', tableArn('*', scope))];
  return { unknown: `dynamodb:${operation}` };
}

/** What a request to a table's stream needs. */
export function streamAccesses(operation: string, input: Input, scope: AccountScope): Accesses {
  if (operation === 'DescribeStream' || operation === 'GetShardIterator') {
    return [access(`dynamodb:${operation}`, textOr(input.StreamArn, ''))];
  }
  if (operation === 'GetRecords') {
    // An iterator begins with the ARN of its stream.
    return [access('dynamodb:GetRecords', textOr(input.ShardIterator, '').split('|', 1)[0] ?? '')];
  }
  if (operation === 'ListStreams') {
    const table = textOr(input.TableName, '*');
    return [access('dynamodb:ListStreams', `${tableArn(table, scope)}/stream/*`)];
  }
  return { unknown: `dynamodb:${operation}` };
}

function tableName(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.indexOf('/') + 1) : nameOrArn;
}

function tableArn(nameOrArn: string, { region, accountId }: AccountScope, index?: string): string {
  const arn = nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:aws:dynamodb:${region}:${accountId}:table/${nameOrArn}`;
  return index === undefined ? arn : `${arn}/index/${index}`;
}

async function itemAccess(
  action: string,
  table: string,
  holders: readonly unknown[],
  scope: AccountScope,
): Promise<Access> {
  const partitionKey = await scope.partitionKey(tableName(table), undefined);
  const values = holders.map(it =>
    isInput(it) && partitionKey !== undefined ? scalarText(it[partitionKey]) : undefined,
  );
  return access(`dynamodb:${action}`, tableArn(table, scope), leadingKeys(...values));
}

function batchKeys(request: unknown): readonly unknown[] {
  if (isInput(request)) return inputs(request.Keys);
  return inputs(request).map(it => {
    const { PutRequest: put, DeleteRequest: remove } = it;
    return isInput(put) ? put.Item : isInput(remove) ? remove.Key : undefined;
  });
}

/** The condition key; without a known partition key there is none, so that a positive test fails. */
function leadingKeys(...values: readonly (string | undefined)[]): ReadonlyMap<string, readonly string[]> {
  const known = values.filter(it => it !== undefined);
  // ForAllValues passes for an absent key, so what is not known must be a value that nothing allows.
  return new Map([['dynamodb:leadingkeys', known.length === values.length ? known : ['\0unknown']]]);
}

/** The value that a query's key condition gives to the partition key: `pk = :id`, `#pk = :id`, or KeyConditions. */
function partitionValue(input: Input, partitionKey: string | undefined): string | undefined {
  if (partitionKey === undefined) return undefined;
  const names = isInput(input.ExpressionAttributeNames) ? input.ExpressionAttributeNames : {};
  const values = isInput(input.ExpressionAttributeValues) ? input.ExpressionAttributeValues : {};
  for (const [, name = '', value = ''] of textOr(input.KeyConditionExpression, '').matchAll(
    /([#\w.-]+)\s*=\s*(:\w+)/g,
  )) {
    if ((name.startsWith('#') ? names[name] : name) === partitionKey) return scalarText(values[value]);
  }
  const conditions = isInput(input.KeyConditions) ? input.KeyConditions[partitionKey] : undefined;
  const [first] = isInput(conditions) ? inputs(conditions.AttributeValueList) : [];
  return scalarText(first);
}

function scalarText(value: unknown): string | undefined {
  if (!isInput(value)) return undefined;
  return textOr(value.S, undefined) ?? textOr(value.N, undefined) ?? textOr(value.B, undefined);
}
