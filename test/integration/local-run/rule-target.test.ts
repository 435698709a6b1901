import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { until } from '../../support/finehook.ts';
import { type LocalRun, LocalRunFailure, startLocalRun } from '../../support/local-run.ts';
import { lambda, writeSmallAssembly } from './small-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'rule-target-'));
const eventsFile = join(folder, 'events.jsonl');
const faultFile = join(folder, 'fault');
writeFileSync(eventsFile, '');

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** A rule on a bus that leads events of Finehook to a function: what that fails of, and what cannot be brought to it, goes to a queue each. */
function resources(destinationActions: readonly string[]) {
  return {
    Failed: { Type: 'AWS::SQS::Queue' },
    Undelivered: { Type: 'AWS::SQS::Queue' },
    UndeliveredPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Undelivered' }],
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: arnOf('Undelivered'),
              Condition: { ArnEquals: { 'aws:SourceArn': arnOf('Rule') } },
            },
          ],
        },
      },
    },
    NotifierRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    NotifierPolicy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'notifier',
        PolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: destinationActions, Resource: arnOf('Failed') }],
        },
        Roles: [{ Ref: 'NotifierRole' }],
      },
    },
    Notifier: lambda('event-consumer', {
      Environment: { Variables: { EVENTS_FILE: eventsFile, FAULT_FILE: faultFile } },
      Role: arnOf('NotifierRole'),
      Timeout: 30,
    }),
    NotifierConfig: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Notifier' },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 3_600,
        DestinationConfig: { OnFailure: { Destination: arnOf('Failed') } },
      },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['finehook'], 'detail-type': ['webhook.disabled'] },
        Targets: [
          {
            Id: 'notifier',
            Arn: arnOf('Notifier'),
            RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3_600 },
          },
          {
            Id: 'missing',
            Arn: {
              'Fn::Sub': `arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:missing`,
            },
            DeadLetterConfig: { Arn: arnOf('Undelivered') },
          },
        ],
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: arnOf('Notifier'),
        Principal: 'events.amazonaws.com',
        SourceArn: arnOf('Rule'),
      },
    },
  };
}

const { directory } = writeSmallAssembly(resources(['sqs:SendMessage']));
const args = ['--assembly', directory, '--data', join(folder, 'data')];
let run: LocalRun;

beforeAll(async () => {
  run = await startLocalRun({ args });
});

afterAll(async () => {
  await run.stop();
  rmSync(folder, { recursive: true });
});

const lineSchema = z.object({
  requestId: z.string(),
  event: z.looseObject({ id: z.string(), detail: z.object({ do: z.string() }) }),
});

async function seen(what: string): Promise<z.infer<typeof lineSchema>[]> {
  const lines = readFileSync(eventsFile, 'utf8').trim().split('\n');
  return lines
    .filter(line => line !== '')
    .map(line => lineSchema.parse(JSON.parse(line)))
    .filter(({ event }) => event.detail.do === what);
}

function client<Client>(Client: new (settings: object) => Client): Client {
  const { awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey } = run.runtime;
  return new Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
}

async function put(what: string, DetailType = 'webhook.disabled'): Promise<string | undefined> {
  const Entry = {
    EventBusName: 'small-bus',
    Source: 'finehook',
    DetailType,
    Detail: JSON.stringify({ do: what }),
  };
  const { Entries } = await client(EventBridgeClient).send(new PutEventsCommand({ Entries: [Entry] }));
  return Entries?.[0]?.EventId;
}

async function received(name: string) {
  const sqs = client(SQSClient);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `Small-${name}` }));
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      WaitTimeSeconds: 10,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
}

it('brings a matching event to the function as it is, and other events not', async () => {
  await put('other', 'delivery.failed');
  const id = await put('fine');
  const [line] = await until(
    () => seen('fine'),
    lines => lines.length > 0,
    'the event',
  );
  expect(line?.event).toEqual({
    version: '0',
    id,
    'detail-type': 'webhook.disabled',
    source: 'finehook',
    account: '000000000000',
    time: expect.stringMatching(/^\d{4}-.+:\d\dZ$/),
    region: 'us-east-1',
    resources: [],
    detail: { do: 'fine' },
  });
  expect(await seen('other')).toEqual([]);
});

it('puts an event for a function that is not there into the dead-letter queue of the target', async () => {
  const [message] = await received('Undelivered');
  expect(JSON.parse(message?.Body ?? '{}')).toMatchObject({ source: 'finehook', detail: { do: 'fine' } });
  const attributes = Object.entries(message?.MessageAttributes ?? {});
  expect(Object.fromEntries(attributes.map(([name, { StringValue }]) => [name, StringValue]))).toEqual({
    RULE_ARN: 'arn:aws:events:us-east-1:000000000000:rule/small-bus/Small-Rule',
    TARGET_ARN: 'arn:aws:lambda:us-east-1:000000000000:function:missing',
    ERROR_CODE: 'NO_RESOURCE',
    ERROR_MESSAGE: 'The function missing does not exist.',
    RETRY_ATTEMPTS: '0',
  });
});

it('tells the on-failure destination of the function when its retries are used up', async () => {
  const id = await put('throw');
  const messages = await received('Failed');
  const [line, ...others] = await seen('throw');
  expect(others).toEqual([]);
  expect(messages.map(({ Body = '' }) => JSON.parse(Body))).toEqual([
    {
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-.+\.\d{3}Z$/),
      requestContext: {
        requestId: line?.requestId,
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Small-Notifier:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 1,
      },
      requestPayload: { ...line?.event, id },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'on purpose', trace: expect.any(Array) },
    },
  ]);
});

it('brings an event to the function again after a kill -9 in the middle', async () => {
  writeFileSync(faultFile, '');
  await put('hang');
  await until(
    () => seen('hang'),
    lines => lines.length === 1,
    'the event',
  );
  await run.kill();
  rmSync(faultFile);
  run = await startLocalRun({ args });
  const lines = await until(
    () => seen('hang'),
    all => all.length === 2,
    'the event again',
  );
  expect(lines[1]).toEqual(lines[0]);
});

it('does not start when the role of the function may not send to its destination', async () => {
  const less = writeSmallAssembly(resources(['sqs:ReceiveMessage']));
  const failure = await startLocalRun({ args: ['--assembly', less.directory] }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(LocalRunFailure);
  expect(String(failure)).toMatch(
    /the role of Small-Notifier lacks a right\. User: .+ is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:us-east-1:000000000000:Small-Failed/,
  );
});
