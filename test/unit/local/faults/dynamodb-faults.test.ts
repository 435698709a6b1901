import { expect, it } from 'vitest';
import { createDynamoDbFaults } from '../../../../local/faults/dynamodb-faults.ts';
import { keysOf, withoutSome, writesOf } from '../../../../local/faults/dynamodb-partial.ts';
import { readFaultPlan } from '../../../../local/faults/fault-plan.ts';
import { createFaults } from '../../../../local/faults/faults.ts';

function strike(fault: string, operation: string, input: unknown) {
  const faults = createFaults(readFaultPlan('seed', ['all=0', `${fault}=1@client`]), () => {});
  const body = Buffer.from(JSON.stringify(input));
  return createDynamoDbFaults(faults, 50)({ operation, body, accessKeyId: undefined });
}

it('cancels a transaction for want of throughput or for a conflict, with a reason for each of its items', () => {
  const transaction = { TransactItems: [{ Put: {} }, { Update: {} }] };
  expect(strike('dynamodb-throttle', 'TransactWriteItems', transaction)).toMatchObject({
    kind: 'refused',
    statusCode: 400,
    answer: { CancellationReasons: [{ Code: 'ThrottlingError' }, { Code: 'None' }] },
  });
  expect(strike('dynamodb-conflict', 'TransactWriteItems', transaction)).toMatchObject({
    answer: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    },
  });
  expect(strike('dynamodb-conflict', 'PutItem', {})).toBeUndefined();
});

it.each([
  ['dynamodb-timeout-before', false],
  ['dynamodb-timeout-after', true],
])('%s: no answer, done: %s', (fault, isDone) => {
  expect(strike(fault, 'PutItem', {})).toEqual({ kind: 'silent', isDone, silenceMs: 50 });
});

const write = (n: number) => ({ PutRequest: { Item: { pk: { N: String(n) } } } });
const key = (n: number) => ({ pk: { N: String(n) } });

/** Leaves every second part that may be left. */
function everySecond(): () => boolean {
  let asked = 0;
  return () => asked++ % 2 === 0;
}

it('leaves some writes of a batch, beside what the emulator itself has left, and never the first', () => {
  const input = {
    RequestItems: { a: [write(1), write(2), write(3)], b: [write(4)] },
    ReturnConsumedCapacity: 'NONE',
  };
  const batch = withoutSome(input, writesOf, everySecond());
  expect(batch.input).toEqual({ RequestItems: { a: [write(1), write(3)] }, ReturnConsumedCapacity: 'NONE' });
  expect(batch.complete({ UnprocessedItems: { a: [write(3)] } })).toEqual({
    UnprocessedItems: { a: [write(3), write(2)], b: [write(4)] },
  });
});

it('leaves some keys of a batch, with what else was said of their table', () => {
  const input = { RequestItems: { a: { Keys: [key(1), key(2), key(3)], ConsistentRead: true } } };
  const batch = withoutSome(input, keysOf, everySecond());
  expect(batch.input).toEqual({ RequestItems: { a: { Keys: [key(1), key(3)], ConsistentRead: true } } });
  const Responses = { a: [key(1), key(3)] };
  expect(batch.complete({ Responses, UnprocessedKeys: {} })).toEqual({
    Responses,
    UnprocessedKeys: { a: { Keys: [key(2)], ConsistentRead: true } },
  });
});

it('leaves the only write of a batch alone', () => {
  const input = { RequestItems: { a: [write(1)] } };
  const batch = withoutSome(input, writesOf, () => true);
  expect(batch.input).toEqual(input);
  expect(batch.complete({ UnprocessedItems: {} })).toEqual({ UnprocessedItems: {} });
});

it('strikes batches only with a part that is left', () => {
  expect(strike('dynamodb-unprocessed', 'PutItem', {})).toBeUndefined();
  expect(strike('dynamodb-unprocessed', 'BatchWriteItem', { RequestItems: { a: [write(1)] } })).toMatchObject(
    {
      kind: 'partial',
      body: Buffer.from(JSON.stringify({ RequestItems: { a: [write(1)] } })),
    },
  );
});
