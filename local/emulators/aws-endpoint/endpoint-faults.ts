import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AwsError } from '../aws-error.ts';
import type { AwsJsonService } from '../aws-json-http.ts';
import type { TargetQueues } from '../eventbridge/delivery.ts';
import type { ServiceRequest } from '../iam/request.ts';
import type { ItemRequest, StruckRequest } from './dynamodb-struck.ts';

/** What goes wrong on purpose at the endpoint, put around its parts. */
export interface EndpointFaults {
  /** @param services by the first part of `x-amz-target` */
  services(services: Readonly<Record<string, AwsJsonService>>): Readonly<Record<string, AwsJsonService>>;
  /** The queues, as EventBridge's rules reach them. */
  targetQueues(queues: TargetQueues): TargetQueues;
  /** What becomes of a request on items; `undefined` when nothing goes wrong. */
  dynamoDb(request: ItemRequest): StruckRequest | undefined;
  /** What S3 answers instead; `undefined` when nothing goes wrong. */
  s3(accessKeyId: string | undefined, request: ServiceRequest): AwsError | undefined;
  /** Whether a request is one of the control of the faults themselves. */
  controls(request: IncomingMessage): boolean;
  serveControl(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
