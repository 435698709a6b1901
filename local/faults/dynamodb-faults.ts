import type { ItemRequest, StruckRequest } from '../emulators/aws-endpoint/dynamodb-struck.ts';
import { type Input, inputs, isInput } from '../emulators/iam/request.ts';
import { keysOf, withoutSome, writesOf } from './dynamodb-partial.ts';
import type { Faults } from './faults.ts';

const throttled = 'ProvisionedThroughputExceededException';
const throttledMessage =
  'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.';
const typePrefix = 'com.amazonaws.dynamodb.v20120810#';

/** What becomes of a request; `undefined` when nothing strikes. */
export function createDynamoDbFaults(
  faults: Faults,
  silenceMs: number,
): (request: ItemRequest) => StruckRequest | undefined {
  return ({ operation, body, accessKeyId }) => {
    const caller = faults.callerOf(accessKeyId);
    const isTransaction = operation.startsWith('Transact');
    if (faults.strikes('dynamodb-throttle', caller, operation)) {
      return isTransaction ? cancelled(body, 'ThrottlingError') : refused(400, throttled, throttledMessage);
    }
    if (faults.strikes('dynamodb-error', caller, operation)) {
      return refused(500, 'InternalServerError', 'Internal server error');
    }
    if (isTransaction && faults.strikes('dynamodb-conflict', caller, operation)) {
      return cancelled(body, 'TransactionConflict');
    }
    if (faults.strikes('dynamodb-timeout-before', caller, operation)) {
      return { kind: 'silent', isDone: false, silenceMs };
    }
    if (faults.strikes('dynamodb-timeout-after', caller, operation)) {
      return { kind: 'silent', isDone: true, silenceMs };
    }
    const part = batchParts[operation];
    if (part === undefined || !faults.strikes('dynamodb-unprocessed', caller, operation)) return undefined;
    const isLeft = () => faults.random('dynamodb-unprocessed') < 0.5;
    const { input, complete } = withoutSome(inputOf(body), part, isLeft);
    return { kind: 'partial', body: Buffer.from(JSON.stringify(input)), complete };
  };
}

const batchParts: Readonly<Record<string, typeof writesOf>> = {
  BatchWriteItem: writesOf,
  BatchGetItem: keysOf,
};

function refused(statusCode: number, code: string, message: string, more: Input = {}): StruckRequest {
  return { kind: 'refused', statusCode, answer: { __type: typePrefix + code, message, ...more } };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html, "CancellationReasons" */
function cancelled(body: Buffer, code: string): StruckRequest {
  const count = inputs(inputOf(body).TransactItems).length;
  const reasons = Array.from({ length: count }, (_, i) => ({ Code: i === 0 ? code : 'None' }));
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`;
  return refused(400, 'TransactionCanceledException', message, { CancellationReasons: reasons });
}

/** A body that is no JSON goes on to the emulator, which says so. */
function inputOf(body: Buffer): Input {
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    return isInput(input) ? input : {};
  } catch {
    return {};
  }
}
