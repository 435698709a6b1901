import { startAwsEndpoint } from '../../../local/emulators/aws-endpoint.ts';

/** A process of its own with an endpoint, to be killed; prints the DynamoDB child's process id. */
const endpoint = await startAwsEndpoint({
  port: 0,
  region: 'eu-central-1',
  accountId: '123456789012',
  log: () => {},
  invoke: async () => ({ kind: 'notFound' }),
});
console.log(endpoint.dynamoDbProcessId());
