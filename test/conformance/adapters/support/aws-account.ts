import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { sdkEventBridge } from '../../../../functions/adapters/aws-sdk-eventbridge.ts';
import { sdkSqs } from '../../../../functions/adapters/aws-sdk-sqs.ts';
import type { EventBridge } from '../../../../functions/adapters/eventbridge-client.ts';
import { LeanAwsClient } from '../../../../functions/adapters/lean-aws-client.ts';
import { leanEventBridge } from '../../../../functions/adapters/lean-eventbridge.ts';
import { leanSqs } from '../../../../functions/adapters/lean-sqs.ts';
import type { Sqs, SqsReading } from '../../../../functions/adapters/sqs-client.ts';
import {
  type AwsEndpoint,
  type AwsEndpointOptions,
  startAwsEndpoint,
} from '../../../../local/emulators/aws-endpoint.ts';
import { credentials, region } from './dynoxide.ts';

export const accountId = '123456789012';

/** An emulated account that keeps nothing. */
export function startAccount(options: Partial<AwsEndpointOptions> = {}): Promise<AwsEndpoint> {
  return startAwsEndpoint({
    port: 0,
    region,
    accountId,
    log: () => {},
    invoke: async () => ({ kind: 'notFound' }),
    ...options,
  });
}

interface Connection {
  readonly sqs: Sqs & SqsReading;
  readonly eventBridge: EventBridge;
  close(): unknown;
}

/** Each way to SQS and EventBridge that a conformance suite runs against. */
export const messagingImplementations: readonly {
  readonly name: string;
  connect(endpoint: string): Connection;
}[] = [
  {
    name: 'SDK',
    connect(endpoint) {
      const options = { endpoint, region, credentials };
      const sqs = new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
      const eventBridge = new EventBridgeClient(options);
      return {
        sqs: sdkSqs(sqs),
        eventBridge: sdkEventBridge(eventBridge),
        close() {
          sqs.destroy();
          eventBridge.destroy();
        },
      };
    },
  },
  {
    name: 'lean',
    connect(endpoint) {
      const options = { endpoint, region, credentials };
      const sqs = new LeanAwsClient({ ...options, service: 'sqs' });
      const eventBridge = new LeanAwsClient({ ...options, service: 'events' });
      return {
        sqs: leanSqs(sqs),
        eventBridge: leanEventBridge(eventBridge),
        close: () => Promise.all([sqs.close(), eventBridge.close()]),
      };
    },
  },
];
