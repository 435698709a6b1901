import { Construct } from 'constructs';
import { DeliveryFunction, type DeliveryFunctionProps } from './delivery-function.ts';
import type { IsolationQueue } from './isolation-queue.ts';
import { QueueMapping } from './queue-mapping.ts';
import type { ServiceFunction } from './service-function.ts';

interface DeliveryWorkerProps extends DeliveryFunctionProps {
  readonly isolationQueue: IsolationQueue;
}

/** The fast lane: takes what is there at once, ten messages at most, and passes on what belongs into the slow lane. */
export class DeliveryWorker extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: DeliveryWorkerProps) {
    super(scope, id);
    const { properties, deliveryQueue, isolationQueue } = props;
    this.function = new DeliveryFunction(this, props, {
      name: 'delivery-worker',
      description: 'signs and sends deliveries, records their attempts',
      timeoutSeconds: properties.workerTimeout,
    });
    deliveryQueue.grantSend(this.function);
    deliveryQueue.grantPostpone(this.function);
    isolationQueue.grantPostpone(this.function);

    new QueueMapping(this, 'Deliveries', {
      queue: deliveryQueue,
      consumer: this.function,
      batchSize: 10,
      maxConcurrency: properties.workerConcurrency,
    });
    new QueueMapping(this, 'Isolated', {
      queue: isolationQueue,
      consumer: this.function,
      batchSize: 1,
      // counted in the docstring of workerConcurrency
      maxConcurrency: 2,
    });
  }
}
