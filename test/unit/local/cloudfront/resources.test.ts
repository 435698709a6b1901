import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AwsClients,
  closeAwsClients,
  createAwsClients,
} from '../../../../local/cloudformation/aws-clients.ts';
import type { ResourceContext } from '../../../../local/cloudformation/resource-type.ts';
import { emptyPlan, type RunPlan } from '../../../../local/cloudformation/run-plan.ts';
import type { JsonRecord } from '../../../../local/json.ts';
import { distribution } from '../../../../local/resources/aws-cloud-front-distribution.ts';
import { responseHeadersPolicy } from '../../../../local/resources/aws-cloud-front-response-headers-policy.ts';
import { lambdaFunction } from '../../../../local/resources/aws-lambda-function.ts';
import { bucketDeployment } from '../../../../local/resources/custom-cdkbucket-deployment.ts';
import { bucket, type Connection, connect } from '../../../conformance/s3/connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'assets-'));
let s3: Connection;
let clients: AwsClients;
let plan: RunPlan;
let context: ResourceContext;

beforeAll(async () => {
  s3 = await connect();
  const region = 'eu-central-1';
  clients = createAwsClients({ endpoint: s3.url, region, accessKeyId: 'a', secretAccessKey: 'b' });
});
afterAll(async () => {
  closeAwsClients(clients);
  await s3.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  plan = emptyPlan({ apiUrl: '', schedulesRunHere: false, distributionUrl: 'http://127.0.0.1:4013' });
  context = {
    logicalId: 'Id',
    stackName: 'Stack',
    region: 'eu-central-1',
    accountId: '000000000000',
    clients,
    plan,
    physicalName: () => 'Stack-Id',
    assetPath: objectKey => join(folder, objectKey),
  };
});
afterEach(() => expect(s3.faults).toEqual([]));

describe('a bucket deployment', () => {
  const properties = {
    ServiceToken: 'arn',
    SourceBucketNames: ['assets', 'assets'],
    SourceObjectKeys: ['one', 'two'],
    DestinationBucketName: bucket,
    Prune: false,
    SystemMetadata: { 'cache-control': 'no-cache' },
  };

  it('puts the files of its assets, later ones over earlier ones, with type and cache control', async () => {
    mkdirSync(join(folder, 'one', 'assets'), { recursive: true });
    mkdirSync(join(folder, 'two'));
    writeFileSync(join(folder, 'one', 'assets', 'a.js'), 'script');
    writeFileSync(join(folder, 'one', 'b.html'), 'one');
    writeFileSync(join(folder, 'two', 'b.html'), 'two');
    writeFileSync(join(folder, 'two', 'c.woff2'), 'font');
    await bucketDeployment.create(properties, context);
    const objects = await Promise.all(
      ['assets/a.js', 'b.html', 'c.woff2'].map(async key => {
        const { ContentType, CacheControl, bytes } = await s3.get(key);
        return [ContentType, CacheControl, Buffer.from(bytes ?? []).toString()];
      }),
    );
    expect(objects).toEqual([
      ['text/javascript', 'no-cache', 'script'],
      ['text/html', 'no-cache', 'two'],
      ['binary/octet-stream', 'no-cache', 'font'],
    ]);
  });

  it.each([{ Prune: true }, { Prune: 'true' }])('refuses to delete: %j', async change => {
    await expect(bucketDeployment.create({ ...properties, ...change }, context)).rejects.toThrow(
      'the local run deletes nothing of a bucket: Prune has to be false',
    );
  });
});

it('a headers policy has the headers that it names, in their spelling on the wire', async () => {
  const Override = true;
  const properties = {
    ResponseHeadersPolicyConfig: {
      Name: 'headers',
      CustomHeadersConfig: { Items: [{ Header: 'X-Own', Value: '1', Override }] },
      SecurityHeadersConfig: {
        StrictTransportSecurity: { AccessControlMaxAgeSec: 60, Override },
        FrameOptions: { FrameOption: 'DENY', Override },
        ContentTypeOptions: { Override },
      },
    },
  };
  await responseHeadersPolicy.create(properties, context);
  expect(plan.headersPolicies.get('Id')).toEqual([
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['strict-transport-security', 'max-age=60'],
    ['x-own', '1'],
  ]);
  const weak = {
    ResponseHeadersPolicyConfig: { SecurityHeadersConfig: { ContentTypeOptions: { Override: false } } },
  };
  await expect(responseHeadersPolicy.create(weak, context)).rejects.toThrow(
    "x-content-type-options: the local run knows headers only that override the origin's",
  );
});

describe('a distribution', () => {
  const apiBehavior = {
    PathPattern: '/v1/*',
    TargetOriginId: 'api',
    AllowedMethods: ['GET', 'POST'],
    OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  };
  const config = (behavior: JsonRecord = {}, apiHost = 'local.execute-api.eu-central-1.amazonaws.com') => ({
    DistributionConfig: {
      Origins: [
        { Id: 'files', DomainName: 'my.files.s3.eu-central-1.amazonaws.com' },
        { Id: 'api', DomainName: apiHost },
      ],
      CacheBehaviors: [{ ...apiBehavior, ...behavior }],
      DefaultCacheBehavior: { TargetOriginId: 'files', ResponseHeadersPolicyId: 'headers' },
    },
  });

  it('has the behaviors of the template, the default one last, and the address of the run', async () => {
    plan.headersPolicies.set('headers', [['x-own', '1']]);
    expect(await distribution.create(config(), context)).toEqual({
      ref: 'Id',
      attributes: { Id: 'Id', DomainName: '127.0.0.1:4013' },
    });
    expect(plan.distributions).toEqual([
      {
        behaviors: [
          {
            pathPattern: '/v1/*',
            origin: { kind: 'api' },
            allowedMethods: ['GET', 'POST'],
            viewerRequest: undefined,
            headers: [],
          },
          {
            pathPattern: '*',
            origin: { kind: 'bucket', bucketName: 'my.files' },
            allowedMethods: ['GET', 'HEAD'],
            viewerRequest: undefined,
            headers: [['x-own', '1']],
          },
        ],
      },
    ]);
    await expect(distribution.create(config(), context)).rejects.toThrow(
      'the local run serves one distribution',
    );
  });

  it.each([
    [config({}, 'api.example.com'), 'the local run knows no origin api.example.com'],
    [config({ TargetOriginId: 'x' }), '/v1/* has no origin'],
    [config({ OriginRequestPolicyId: 'all' }), 'OriginRequestPolicyId must be one of b689b0a8'],
    [
      config({ ResponseHeadersPolicyId: 'headers' }),
      '/v1/*: the local run changes nothing of what goes to the API and comes from it',
    ],
  ])('refuses what the run does not do: %j', async (properties, message) => {
    await expect(distribution.create(properties, context)).rejects.toThrow(message);
  });
});

it('a function that makes custom resources is named and not run; another one may have no layers', async () => {
  const properties = {
    Code: { S3Bucket: 'assets', S3Key: 'one' },
    Handler: 'index.handler',
    Layers: ['arn:layer'],
    Role: 'arn:role',
    Runtime: 'python3.13',
  };
  const Arn = 'arn:aws:lambda:eu-central-1:000000000000:function:Stack-Id';
  expect(await lambdaFunction.create(properties, { ...context, makesCustomResources: true })).toEqual({
    ref: 'Stack-Id',
    attributes: { Arn },
  });
  expect([...plan.functions]).toEqual([]);
  const node = { ...properties, Runtime: 'nodejs24.x' };
  await expect(lambdaFunction.create(node, context)).rejects.toThrow(
    'the local run has no layers for functions',
  );
});
