import { expect, it } from 'vitest';
import { failedMessages } from '../../../local/lambda/batch-response.ts';
import { exited, timedOut } from '../../../local/lambda/outcome.ts';
import { rateMs } from '../../../local/lambda/schedules.ts';
import { sqsEvent } from '../../../local/lambda/sqs-event.ts';
import { workerEnvironment } from '../../../local/lambda/worker-environment.ts';
import { invocationText } from '../../../local/logs.ts';

it.each([
  ['', []],
  ['null', []],
  ['""', []],
  ['{}', []],
  ['{"batchItemFailures":null}', []],
  ['{"batchItemFailures":[]}', []],
  ['{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['b']],
  [
    '{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"a"},{"itemIdentifier":"b"}]}',
    ['b', 'a'],
  ],
  ['{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"stranger"}]}', 'all'],
  ['{"batchItemFailures":[{"itemIdentifier":""}]}', 'all'],
  ['{"batchItemFailures":[{"itemIdentifier":null}]}', 'all'],
  ['{"batchItemFailures":[{"id":"b"}]}', 'all'],
  ['{"batchItemFailures":["b"]}', 'all'],
  ['{"batchItemFailures":"b"}', 'all'],
  ['"done"', 'all'],
  ['[]', 'all'],
  ['{', 'all'],
])('reads the partial batch response %s', (payload, expected) => {
  const failed = failedMessages(payload, ['a', 'b', 'c']);
  expect(failed === 'all' ? failed : [...failed]).toEqual(expected);
});

it('makes the event of a batch as AWS does', () => {
  const message = {
    MessageId: 'm1',
    ReceiptHandle: 'r1',
    Body: 'hello',
    MD5OfBody: '5d41402abc4b2a76b9719d911017c592',
    MD5OfMessageAttributes: 'f00',
    Attributes: { ApproximateReceiveCount: '2', MessageGroupId: 'whk_1' },
    MessageAttributes: {
      hops: { DataType: 'Number', StringValue: '3' },
      raw: { DataType: 'Binary', BinaryValue: new Uint8Array([104, 105]) },
    },
  };
  expect(sqsEvent([message], { arn: 'arn:aws:sqs:us-east-1:000000000000:q', region: 'us-east-1' })).toEqual({
    Records: [
      {
        messageId: 'm1',
        receiptHandle: 'r1',
        body: 'hello',
        attributes: { ApproximateReceiveCount: '2', MessageGroupId: 'whk_1' },
        messageAttributes: {
          hops: { stringValue: '3', stringListValues: [], binaryListValues: [], dataType: 'Number' },
          raw: { binaryValue: 'aGk=', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
        },
        md5OfMessageAttributes: 'f00',
        md5OfBody: '5d41402abc4b2a76b9719d911017c592',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:q',
        awsRegion: 'us-east-1',
      },
    ],
  });
});

const definition = {
  name: 'Finehook-Api',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:Finehook-Api',
  roleArn: 'arn:aws:iam::000000000000:role/Api',
  codePath: '/bundle',
  handler: 'index.handler',
  timeoutMs: 3_000,
  memoryMb: 256,
  environment: { WEBHOOKS_TABLE: 'webhooks' },
  concurrency: undefined,
};

it('gives a worker the template’s variables and Lambda’s, nothing else', () => {
  const environment = workerEnvironment(definition, {
    region: 'us-east-1',
    endpointUrl: 'http://127.0.0.1:4566',
    lambdaEndpointUrl: 'http://127.0.0.1:4011',
    accessKeyId: 'ASIA',
    secretAccessKey: 'secret',
  });
  expect(environment).toEqual({
    WEBHOOKS_TABLE: 'webhooks',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    LAMBDA_TASK_ROOT: '/bundle',
    _HANDLER: 'index.handler',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_FUNCTION_NAME: 'Finehook-Api',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/Finehook-Api',
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'ASIA',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'local',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:4011',
  });
});

it('says what ended an invocation in Lambda’s words', () => {
  expect(timedOut('r1', 3_000)).toEqual({
    kind: 'functionError',
    error: 'Unhandled',
    payload:
      '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: r1 Error: Task timed out after 3.00 seconds"}',
  });
  expect(exited('r1', 7, null)).toMatchObject({
    payload:
      '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r1 Error: Runtime exited with error: exit status 7"}',
  });
  expect(exited('r1', null, 'SIGKILL')).toMatchObject({
    payload: expect.stringContaining('signal: SIGKILL'),
  });
});

it('writes one readable line for an invocation', () => {
  const line = { functionName: 'Worker', requestId: 'r1', durationMs: 12.34 };
  const ok = { kind: 'ok', payload: '{}' } as const;
  expect(invocationText({ ...line, outcome: ok, description: 'batch of 2' })).toBe(
    'Worker r1 12.3 ms ok batch of 2',
  );
  expect(invocationText({ ...line, outcome: { kind: 'throttled' }, description: '' })).toBe(
    'Worker r1 12.3 ms throttled',
  );
  const error = { kind: 'functionError', payload: '{"errorType":"E"}', error: 'Unhandled' } as const;
  expect(invocationText({ ...line, outcome: error, description: '' })).toBe(
    'Worker r1 12.3 ms ERROR {"errorType":"E"}',
  );
});

it('writes nothing into that line that a terminal would act upon', () => {
  const line = { functionName: 'Worker', requestId: 'r1', durationMs: 1 };
  const payload = 'a\u001b[2J\u009b\n\u202eb';
  const outcome = { kind: 'functionError', payload, error: 'Unhandled' } as const;
  expect(invocationText({ ...line, outcome, description: 'GET /\u009b' })).toBe(
    'Worker r1 1.0 ms ERROR GET /\ufffd a\ufffd[2J\ufffd\ufffd\ufffdb',
  );
});

it.each([
  ['rate(1 minute)', 60_000],
  ['rate(5 minutes)', 300_000],
  ['rate(2 hours)', 7_200_000],
  ['rate(1 day)', 86_400_000],
])('fires %s every %i ms', (expression, expectedMs) => {
  expect(rateMs(expression)).toBe(expectedMs);
});

it('refuses a schedule that it cannot fire', () => {
  expect(() => rateMs('cron(0 12 * * ? *)')).toThrow('cron(0 12 * * ? *)');
});
