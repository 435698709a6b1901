import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/emulators/aws-error.ts';
import type { AwsRequest } from '../../../local/emulators/aws-json-http.ts';
import { openStore } from '../../../local/emulators/store.ts';
import type { Connection } from './endpoint.ts';
import { connect } from './endpoint.ts';

let endpoint: Connection;
const authorized: AwsRequest[] = [];
beforeAll(async () => {
  endpoint = await connect(openStore(), {
    otherwise: (request, response) => response.end(`otherwise ${request.url}`),
    authorize: request => {
      authorized.push(request);
      if (request.operation !== 'UntagQueue') return;
      throw new AwsError({ code: 'AccessDeniedException', message: 'No.', statusCode: 403 });
    },
  });
});
afterAll(() => endpoint.close());

describe('the wire', () => {
  test('errors carry the type, the query error and a request id', async () => {
    const url = endpoint.url;
    const response = await endpoint.post('DeleteQueue', { QueueUrl: `${url}/000000000000/missing` });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-query-error')).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(await response.json()).toEqual({
      __type: 'com.amazonaws.sqs#QueueDoesNotExist',
      message: 'The specified queue does not exist.',
    });
  });

  test.each([
    ['an unknown operation', 'Frobnicate', {}, 400, 'UnsupportedOperation'],
    ['an operation that is left out', 'AddPermission', {}, 400, 'UnsupportedOperation'],
    ['a name of every object', 'constructor', {}, 400, 'UnsupportedOperation'],
    ['a body that is no JSON', 'SendMessage', '{', 400, 'SerializationException'],
    ['a body that is no object', 'SendMessage', '[]', 400, 'SerializationException'],
    ['a missing parameter', 'SendMessage', {}, 400, 'MissingParameter'],
    ['an address of no queue', 'SendMessage', { QueueUrl: 'nowhere' }, 404, 'InvalidAddress'],
    [
      'a body above 16 MiB',
      'SendMessage',
      'x'.repeat(17 * 1024 * 1024),
      413,
      'RequestEntityTooLargeException',
    ],
    ['a request that is not allowed', 'UntagQueue', {}, 403, 'AccessDeniedException'],
  ])('%s is refused', async (_name, operation, input, status, code) => {
    const response = await endpoint.post(operation, input);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ __type: `com.amazonaws.sqs#${code}` });
  });

  test('other targets and paths are served otherwise', async () => {
    const response = await endpoint.post('x', {}, { 'x-amz-target': 'DynamoDB_20120810.ListTables' });
    expect(await response.text()).toBe('otherwise /');
  });

  test('the access key id reaches authorization and the message', async () => {
    const url = await endpoint.createQueue();
    await endpoint.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    expect(authorized.at(-1)).toMatchObject({
      service: 'AmazonSQS',
      operation: 'SendMessage',
      input: { QueueUrl: url, MessageBody: 'x' },
      accessKeyId: 'local',
    });
    expect((await endpoint.receive(url))[0]?.Attributes?.SenderId).toBe('local');
  });
});

describe('queue attributes', () => {
  test.each([
    [{ Unknown: '1' }, 'InvalidAttributeName', 'Unknown Attribute Unknown.'],
    [{ constructor: '1' }, 'InvalidAttributeName', 'Unknown Attribute constructor.'],
    [
      { ContentBasedDeduplication: 'true' },
      'InvalidAttributeName',
      'Unknown Attribute ContentBasedDeduplication.',
    ],
    [{ DelaySeconds: '901' }, 'InvalidAttributeValue', 'Invalid value for the parameter DelaySeconds.'],
    [
      { VisibilityTimeout: '43201' },
      'InvalidAttributeValue',
      'Invalid value for the parameter VisibilityTimeout.',
    ],
    [
      { MaximumMessageSize: '1048577' },
      'InvalidAttributeValue',
      'Invalid value for the parameter MaximumMessageSize.',
    ],
    [{ Policy: '{' }, 'InvalidAttributeValue', 'Invalid value for the parameter Policy.'],
    [{ RedrivePolicy: '{' }, 'InvalidParameterValue', /Redrive policy is not a valid JSON map/],
    [
      { RedrivePolicy: '{"deadLetterTargetArn":"a","maxReceiveCount":1001}' },
      'InvalidParameterValue',
      /Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive/,
    ],
    [
      { RedrivePolicy: '{"deadLetterTargetArn":"a"}' },
      'InvalidParameterValue',
      /mandatory attribute: maxReceiveCount/,
    ],
  ])('%j is refused', async (Attributes, code, message) => {
    const response = await endpoint.post('CreateQueue', { QueueName: 'refused', Attributes });
    expect(await response.json()).toEqual({
      __type: `com.amazonaws.sqs#${code}`,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});
