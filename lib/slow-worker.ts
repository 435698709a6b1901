import { Construct } from 'constructs';
import { DeliveryFunction, type DeliveryFunctionProps } from './delivery-function.ts';
import { QueueMapping } from './queue-mapping.ts';
import type { ServiceFunction } from './service-function.ts';

/** Two calls of the longest timeout that an owner may set, 30 s, one after the other: a batch may hold more than go side by side. */
export const slowWorkerTimeoutSeconds = 65;

/** Lambda gathers a batch of more than ten for a second at least. */
export const slowWindowSeconds = 1;

/**
 * The slow lane: large batches, gathered for a second, with time for the longest calls. A function of its own, so that it has its
 * own timeout, and what waits here takes no worker from the fast lane.
 */
export class SlowWorker extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: DeliveryFunctionProps) {
    super(scope, id);
    const { slowQueue } = props;
    this.function = new DeliveryFunction(this, props, {
      name: 'slow-worker',
      description: 'signs and sends deliveries of slow webhooks, records their attempts',
      timeoutSeconds: slowWorkerTimeoutSeconds,
    });
    slowQueue.grantPostpone(this.function);

    new QueueMapping(this, 'Slow', {
      queue: slowQueue,
      consumer: this.function,
      batchSize: 100,
      windowSeconds: slowWindowSeconds,
      // counted in the docstring of workerConcurrency
      maxConcurrency: 2,
    });
  }
}
