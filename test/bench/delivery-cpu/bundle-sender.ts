import { pathToFileURL } from 'node:url';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { answerParent } from '../child.ts';
import { batches } from '../messages.ts';
import { batchSize, measureRound } from './round.ts';

/** The delivery-worker's bundle, called as Lambda calls it. */

type Handler = (event: SQSEvent, context: object) => Promise<SQSBatchResponse>;

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

const module: Readonly<Record<string, unknown>> = await import(
  pathToFileURL(process.env.BENCH_BUNDLE ?? '').href
);
const { handler } = module;
if (!isHandler(handler)) throw new Error('the bundle exports no handler');

const timeoutMs = 30_000;

answerParent(message =>
  measureRound(
    message,
    count => batches(count, batchSize),
    async event => {
      const { batchItemFailures } = await handler(event, { getRemainingTimeInMillis: () => timeoutMs });
      if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} deliveries failed`);
    },
  ),
);
