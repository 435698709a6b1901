import type { Cleanup } from './cleanup.ts';
import type { AwsClients } from './cloudformation/aws-clients.ts';
import type { RunPlan } from './cloudformation/run-plan.ts';
import type { AwsEndpoint } from './emulators/aws-endpoint.ts';
import type { Store } from './emulators/store.ts';
import { accessKeyIdOf, functionConcurrency } from './functions.ts';
import type { FunctionPool } from './lambda/function-pool.ts';
import { assertFunctionRights } from './lambda/function-rights.ts';
import type { Invoker } from './lambda/invoker.ts';
import { startQueueMapping } from './lambda/queue-mapping.ts';
import type { QueueSender } from './lambda/queue-sender.ts';
import { startStreamMapping } from './lambda/stream-mapping/stream-mapping.ts';

export interface EventSourcesOptions {
  readonly plan: RunPlan;
  readonly pools: ReadonlyMap<string, FunctionPool>;
  readonly clients: AwsClients;
  readonly invoker: Invoker;
  readonly region: string;
  /** The endpoint that is part of this run; `undefined` beside another one, which has rights and writes of its own. */
  readonly endpoint: AwsEndpoint | undefined;
  /** Keeps how far the mappings of streams have come. */
  readonly store: Store;
  readonly sendToQueue: QueueSender;
  readonly cleanup: Cleanup;
  log(text: string): void;
}

const batchesEndMs = 2_000;

/** With our own endpoint a write wakes the readers; this is only for one whose end they were not told. */
const idleMs = 5_000;
/** Lambda asks an idle shard four times a second: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const idleElsewhereMs = 250;

/** Starts the mappings of queues and streams. @throws StartFailure when a function's role lacks a right for one, or for a destination */
export async function startEventSources(options: EventSourcesOptions): Promise<void> {
  const { plan, pools, clients, endpoint, cleanup } = options;
  if (endpoint !== undefined) {
    await assertFunctionRights(plan, (functionName, request) =>
      endpoint.refusalOf(accessKeyIdOf(functionName), request),
    );
  }
  const mappings = await Promise.all([
    ...plan.queueMappings.map(mapping =>
      startQueueMapping({
        ...options,
        mapping,
        sqs: clients.sqs,
        concurrency: pools.get(mapping.functionName)?.concurrency ?? functionConcurrency,
      }),
    ),
    ...plan.streamMappings.map(mapping =>
      startStreamMapping({
        ...options,
        mapping,
        functionArn: plan.functions.get(mapping.functionName)?.arn ?? mapping.functionName,
        streams: clients.dynamodbStreams,
        idleMs: endpoint === undefined ? idleElsewhereMs : idleMs,
        ...(endpoint !== undefined && { onTableWrite: endpoint.onTableWrite }),
      }),
    ),
  ]);
  cleanup.add('event source mappings', async () => {
    // A batch that takes longer comes again: of a queue after its visibility timeout, of a stream in the next run.
    const stopped = Promise.all(mappings.map(mapping => mapping.stop()));
    await Promise.race([stopped, new Promise<void>(resolve => setTimeout(resolve, batchesEndMs))]);
  });
  const waitedFor = new Set(
    [...plan.queueMappings, ...plan.streamMappings, ...plan.routes].map(({ functionName }) => functionName),
  );
  await Promise.all([...waitedFor].map(name => pools.get(name)?.warm()));
}
