import type { EndpointFaults } from '../emulators/aws-endpoint/endpoint-faults.ts';
import type { AwsJsonService } from '../emulators/aws-json-http.ts';
import { controlsFaults, serveFaultControl } from './control.ts';
import { createDynamoDbFaults } from './dynamodb-faults.ts';
import { withEventBridgeFaults, withTargetFaults } from './eventbridge-faults.ts';
import type { Faults } from './faults.ts';
import { withKmsFaults } from './kms-faults.ts';
import { createS3Faults } from './s3-faults.ts';
import { withSqsFaults } from './sqs-faults.ts';

/** Longer than the worker's own clients wait for an answer. */
const defaultSilenceMs = 2_500;

/**
 * The faults of the emulated AWS services.
 * @param silenceMs so long a request stays unanswered before its connection breaks
 */
export function createEndpointFaults(faults: Faults, silenceMs = defaultSilenceMs): EndpointFaults {
  const around: Readonly<Record<string, (service: AwsJsonService) => AwsJsonService>> = {
    AmazonSQS: service => withSqsFaults(service, faults, silenceMs),
    AWSEvents: service => withEventBridgeFaults(service, faults),
    TrentService: service => withKmsFaults(service, faults),
  };
  return {
    services: services =>
      Object.fromEntries(
        Object.entries(services).map(([name, service]) => [name, around[name]?.(service) ?? service]),
      ),
    targetQueues: queues => withTargetFaults(queues, faults),
    dynamoDb: createDynamoDbFaults(faults, silenceMs),
    s3: createS3Faults(faults),
    controls: controlsFaults,
    serveControl: (request, response) => serveFaultControl(faults, request, response),
  };
}
