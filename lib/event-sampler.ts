import { Construct } from 'constructs';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { EventBus } from './event-bus.ts';
import { EventSampleQueue } from './event-sample-queue.ts';
import type { CompleteProperties } from './properties.ts';
import { QueueMapping } from './queue-mapping.ts';
import { ServiceFunction } from './service-function.ts';

interface EventSamplerProps {
  readonly properties: CompleteProperties;
  readonly eventBus: EventBus;
  readonly deliveries: DeliveriesTable;
}

/** Time for the updates of a batch, also while DynamoDB is slow. */
const samplerTimeoutSeconds = 60;

/** Counts what comes to the bus, and keeps a few events of each type and company: by a rule, a queue and a function of its own, beside all deliveries. */
export class EventSampler extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, { properties, eventBus, deliveries }: EventSamplerProps) {
    super(scope, id);
    const windowSeconds = properties.recentEventsWindow;
    const queue = new EventSampleQueue(this, { samplerTimeoutSeconds, windowSeconds });
    eventBus.passAllTo(this, queue);
    this.function = new ServiceFunction(this, {
      name: 'event-sampler',
      description: 'counts events, keeps a few of each type and company',
      timeoutSeconds: samplerTimeoutSeconds,
      memoryMb: 512,
      environment: {
        deliveriesTable: deliveries.tableName,
        recentEvents: String(properties.recentEvents),
        recentEventDays: String(properties.recentEventDays),
      },
    });
    deliveries.grantSample(this.function);
    new QueueMapping(this, 'Events', {
      queue,
      consumer: this.function,
      batchSize: 10_000,
      windowSeconds,
      // the least; see the docstring of workerConcurrency
      maxConcurrency: 2,
    });
  }
}
