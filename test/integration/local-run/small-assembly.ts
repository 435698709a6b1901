import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A cloud assembly as small as one can be that the local run takes: a table, a queue with a consumer, a bus, an API. */
export interface SmallAssembly {
  readonly directory: string;
  /** The consumer appends one line of JSON for each batch. */
  readonly batchesFile: string;
}

const keyMaker = `
import { randomUUID } from 'node:crypto';
export const handler = async () => ({ id: 'key_1', key: 'fhk_' + randomUUID() });
`;

const api = `
let calls = 0;
export const handler = async event => {
  calls += 1;
  if (event.rawPath === '/throw') throw new Error('on purpose');
  if (event.rawPath === '/exit') process.exit(7);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ calls, event, environment: process.env }) };
};
`;

/** Does what a message's body says: `fail` (this message only), `throw`, `exit`, `hang`; everything else succeeds. */
const consumer = `
import { appendFileSync } from 'node:fs';
export const handler = async event => {
  const bodies = event.Records.map(record => record.body);
  appendFileSync(process.env.BATCHES_FILE, JSON.stringify({ bodies, record: event.Records[0] }) + '\\n');
  if (bodies.includes('throw')) throw new Error('on purpose');
  if (bodies.includes('exit')) process.exit(7);
  if (bodies.includes('hang')) await new Promise(() => setInterval(() => {}, 1000));
  return { batchItemFailures: event.Records.filter(record => record.body === 'fail').map(record => ({ itemIdentifier: record.messageId })) };
};
`;

/**
 * Appends one line of JSON for each batch, then does what the value of the changed items says: `fail` and the
 * function's name reports this one alone, `throw` fails the batch as long as the file named in the environment is there.
 */
const streamConsumer = `
import { appendFileSync, existsSync } from 'node:fs';
export const handler = async event => {
  appendFileSync(process.env.BATCHES_FILE, JSON.stringify({ at: Date.now(), records: event.Records }) + '\\n');
  const says = value => event.Records.filter(({ dynamodb }) => dynamodb.NewImage?.value?.S === value);
  if (says('throw').length > 0 && existsSync(process.env.FAULT_FILE)) throw new Error('on purpose');
  return { batchItemFailures: says('fail ' + process.env.AWS_LAMBDA_FUNCTION_NAME).map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) };
};
`;

/**
 * Appends each event as one line of JSON, then does what its detail says: `throw`, or `hang` as long as the file named in the
 * environment is there.
 */
const eventConsumer = `
import { appendFileSync, existsSync } from 'node:fs';
export const handler = async (event, context) => {
  appendFileSync(process.env.EVENTS_FILE, JSON.stringify({ requestId: context.awsRequestId, event }) + '\\n');
  if (event.detail.do === 'throw') throw new Error('on purpose');
  if (event.detail.do === 'hang' && existsSync(process.env.FAULT_FILE)) await new Promise(() => setInterval(() => {}, 1000));
};
`;

export function lambda(asset: string, properties: object = {}) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: {
        S3Bucket: { 'Fn::Sub': `cdk-assets-\${AWS::AccountId}-\${AWS::Region}` },
        S3Key: `${asset}.zip`,
      },
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Runtime: 'nodejs24.x',
      Timeout: 1,
      ...properties,
    },
  };
}

function template(batchesFile: string, more: object) {
  const apiId = { Ref: 'Api' };
  return {
    Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' } },
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
          TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        },
      },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 2 } },
      Kept: { Type: 'AWS::SQS::Queue' },
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'small-bus' } },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'policy',
          PolicyDocument: {
            Statement: [
              { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } },
              {
                Effect: 'Allow',
                Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
                Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
              },
            ],
          },
          Roles: [{ Ref: 'Role' }],
        },
      },
      KeyMaker: lambda('key-maker'),
      Consumer: lambda('consumer', { Environment: { Variables: { BATCHES_FILE: batchesFile } } }),
      ApiFunction: lambda('api', { Environment: { Variables: { TABLE: { Ref: 'Table' } } } }),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          FunctionName: { Ref: 'Consumer' },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'small', ProtocolType: 'HTTP' } },
      Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: apiId, StageName: '$default' } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: apiId,
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['ApiFunction', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: apiId,
          RouteKey: '$default',
          Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
        },
      },
      ...more,
    },
    Outputs: {
      ApiUrl: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
      EventBusName: { Value: { Ref: 'Bus' } },
      KeyMakerFunctionName: { Value: { Ref: 'KeyMaker' } },
    },
  };
}

/** @param more resources beside those of the small template */
export function writeSmallAssembly(more: object = {}): SmallAssembly {
  const directory = mkdtempSync(join(tmpdir(), 'small-assembly-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const batchesFile = join(directory, 'batches.jsonl');
  writeFileSync(batchesFile, '');
  const bundles = {
    'key-maker': keyMaker,
    api,
    consumer,
    'stream-consumer': streamConsumer,
    'event-consumer': eventConsumer,
  };
  const files: Record<string, object> = {};
  for (const [name, code] of Object.entries(bundles)) {
    mkdirSync(join(directory, `asset.${name}`));
    writeFileSync(join(directory, `asset.${name}`, 'index.mjs'), code);
    files[name] = {
      source: { path: `asset.${name}`, packaging: 'zip' },
      destinations: { current: { bucketName: 'assets', objectKey: `${name}.zip` } },
    };
  }
  const write = (name: string, value: object) =>
    writeFileSync(join(directory, name), JSON.stringify(value, null, 2));
  write('Small.template.json', template(batchesFile, more));
  write('Small.assets.json', { version: '1', files });
  write('manifest.json', {
    version: '1',
    artifacts: {
      'Small.assets': { type: 'cdk:asset-manifest', properties: { file: 'Small.assets.json' } },
      Small: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Small.template.json' } },
    },
  });
  return { directory, batchesFile };
}
