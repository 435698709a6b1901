import { describe, expect, test } from 'vitest';
import { viewerFunction } from '../../local/cloudfront/viewer-function.ts';
import {
  arnText,
  functionOf,
  resourcesOf,
  statementsOf,
  synthesize,
  synthesizeConsole,
} from './synthesized-template.ts';

const template = synthesizeConsole();

/** The one resource of a type. */
function one(type: string, of = template) {
  const [entry, ...others] = Object.entries(resourcesOf(of, type));
  expect(others).toEqual([]);
  if (entry === undefined) throw new Error(`the template has no ${type}`);
  return { logicalId: entry[0], ...entry[1] };
}

const bucket = one('AWS::S3::Bucket');
const distribution = one('AWS::CloudFront::Distribution');
const configOf = (of = template) => one('AWS::CloudFront::Distribution', of).Properties.DistributionConfig;

describe('the bucket', () => {
  test('is private and encrypted, and goes with the stack, emptied', () => {
    const { Tags: _, ...others } = bucket.Properties;
    expect(others).toEqual({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(bucket).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(one('Custom::S3AutoDeleteObjects').Properties.BucketName).toEqual({ Ref: bucket.logicalId });
  });

  test('is read by the distribution alone, which may not list it; nobody comes without TLS', () => {
    const statements = statementsOf(one('AWS::S3::BucketPolicy'));
    const [insecure, emptying, reading, ...others] = statements;
    expect(others).toEqual([]);
    expect(insecure).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(JSON.stringify(emptying?.Principal)).toContain('S3AutoDeleteObjects');
    expect(reading).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
    });
    expect(arnText(reading?.Resource)).toBe(`<${bucket.logicalId}.Arn>/*`);
    const condition = JSON.stringify(reading?.Condition);
    expect(condition).toContain('AWS:SourceArn');
    expect(condition).toContain(`:distribution/",{"Ref":"${distribution.logicalId}"}`);
  });

  test('keeps files of older versions; hashed names are kept by browsers for a year, others asked for each time', () => {
    const deployments = Object.entries(resourcesOf(template, 'Custom::CDKBucketDeployment'));
    expect(
      deployments.map(([, { Properties }]) => [
        Properties.Prune,
        Properties.SystemMetadata,
        Properties.DestinationBucketName,
        Properties.SourceBucketNames,
      ]),
    ).toEqual([
      [
        false,
        { 'cache-control': 'public, max-age=31536000, immutable' },
        { Ref: bucket.logicalId },
        [expect.anything()],
      ],
      [
        false,
        { 'cache-control': 'no-cache' },
        { Ref: bucket.logicalId },
        [expect.anything(), expect.anything()],
      ],
    ]);
    const [[hashedId = ''] = [], [namedId = ''] = []] = deployments;
    const { Resources } = template.toJSON();
    expect(Resources[namedId].DependsOn).toContain(hashedId);
  });
});

const apiBehavior = (PathPattern: string) => ({
  AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
  CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  Compress: true,
  OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  PathPattern,
  TargetOriginId: expect.stringContaining('Origin2'),
  ViewerProtocolPolicy: 'https-only',
});

test('the distribution asks the API for what is the API’s, uncached and with everything but the host, and the bucket for the rest', () => {
  expect(configOf()).toEqual({
    Comment: 'Finehook console',
    Enabled: true,
    HttpVersion: 'http2and3',
    IPV6Enabled: true,
    CacheBehaviors: ['/v1/*', '/openapi.json', '/problems/*', '/reference*'].map(apiBehavior),
    DefaultCacheBehavior: {
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      Compress: true,
      FunctionAssociations: [
        {
          EventType: 'viewer-request',
          FunctionARN: { 'Fn::GetAtt': [one('AWS::CloudFront::Function').logicalId, 'FunctionARN'] },
        },
      ],
      ResponseHeadersPolicyId: { Ref: one('AWS::CloudFront::ResponseHeadersPolicy').logicalId },
      TargetOriginId: expect.stringContaining('Origin1'),
      ViewerProtocolPolicy: 'redirect-to-https',
    },
    Origins: [
      {
        DomainName: { 'Fn::GetAtt': [bucket.logicalId, 'RegionalDomainName'] },
        Id: expect.stringContaining('Origin1'),
        OriginAccessControlId: {
          'Fn::GetAtt': [one('AWS::CloudFront::OriginAccessControl').logicalId, 'Id'],
        },
        S3OriginConfig: { OriginAccessIdentity: '' },
      },
      {
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
        DomainName: 'api.execute-api.eu-central-1.amazonaws.com',
        Id: expect.stringContaining('Origin2'),
      },
    ],
  });
  expect(one('AWS::CloudFront::OriginAccessControl').Properties.OriginAccessControlConfig).toMatchObject({
    OriginAccessControlOriginType: 's3',
    SigningBehavior: 'always',
    SigningProtocol: 'sigv4',
  });
});

test.each([
  ['/', '/index.html'],
  ['/webhooks/whk_x', '/index.html'],
  ['/event-types/issue.created', '/index.html'],
  ['/webhooks/assets/a.js', '/index.html'],
  ['/v1', '/index.html'],
  ['/assetsx', '/index.html'],
  ['/index.html', '/index.html'],
  ['/config.json', '/config.json'],
  ['/icon.svg', '/icon.svg'],
  ['/assets/index-a1B2.js', '/assets/index-a1B2.js'],
  ['/assets/none', '/assets/none'],
])('%s is answered by %s', async (uri, expected) => {
  const { FunctionCode, FunctionConfig } = one('AWS::CloudFront::Function').Properties;
  expect(FunctionConfig).toMatchObject({ Runtime: 'cloudfront-js-2.0' });
  const run = viewerFunction(String(FunctionCode));
  expect(await run({ method: 'GET', uri, viewerIp: '192.0.2.1' })).toBe(expected);
});

/** Parts of the content security policy that no property changes. */
const policyStart = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'";
const policyMiddle =
  "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors";

const headersOf = (of = template) =>
  one('AWS::CloudFront::ResponseHeadersPolicy', of).Properties.ResponseHeadersPolicyConfig;

test('the headers let the console run its own scripts, and nobody frame it', () => {
  expect(headersOf()).toEqual({
    Comment: 'Finehook console',
    Name: { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '-', { Ref: 'AWS::Region' }]] },
    CustomHeadersConfig: {
      Items: [
        {
          Header: 'permissions-policy',
          Override: true,
          Value: 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
        },
      ],
    },
    SecurityHeadersConfig: {
      ContentSecurityPolicy: {
        ContentSecurityPolicy: `${policyStart}; ${policyMiddle} 'none'`,
        Override: true,
      },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { Override: true, ReferrerPolicy: 'no-referrer' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
    },
  });
});

test('the origins of consoleFrameAncestors may frame it, and images come from the logo’s origin', () => {
  const security = headersOf(
    synthesizeConsole({
      consoleFrameAncestors: ['https://app.example.com', 'https://*.example.org'],
      consoleLogo: 'https://static.example.com/logo.svg?v=1',
    }),
  );
  expect(security).toMatchObject({
    SecurityHeadersConfig: {
      ContentSecurityPolicy: {
        ContentSecurityPolicy: `${policyStart} https://static.example.com; ${policyMiddle} https://app.example.com https://*.example.org`,
      },
    },
  });
  expect(JSON.stringify(security)).not.toContain('FrameOptions');
});

test('without a domain of its own it has CloudFront’s', () => {
  expect(template.findOutputs('*')).toMatchObject({
    ConsoleUrl: {
      Value: {
        'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [distribution.logicalId, 'DomainName'] }, '/']],
      },
    },
  });
  expect(Object.keys(template.findOutputs('*'))).toEqual(['ConsoleUrl']);
});

const consoleCertificate = 'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c';

test('a domain has its certificate, TLS 1.2, and an output that says where its DNS record leads', () => {
  const own = synthesizeConsole({ consoleDomain: 'webhooks.example.com', consoleCertificate });
  expect(configOf(own)).toMatchObject({
    Aliases: ['webhooks.example.com'],
    ViewerCertificate: {
      AcmCertificateArn: consoleCertificate,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    },
  });
  expect(own.findOutputs('ConsoleUrl').ConsoleUrl?.Value).toBe('https://webhooks.example.com/');
  expect(own.findOutputs('ConsoleDomainTarget').ConsoleDomainTarget?.Value).toEqual({
    'Fn::GetAtt': [distribution.logicalId, 'DomainName'],
  });
});

test.each([
  [{}, ''],
  [{ consoleDomain: 'webhooks.example.com', consoleCertificate }, 'https://webhooks.example.com/'],
  [
    { consoleDomain: 'webhooks.example.com', consoleCertificate, consoleUrl: 'https://console.example.com/' },
    'https://console.example.com/',
  ],
])('with %j the service leads portal links to "%s"', (properties, expected) => {
  expect(functionOf(synthesize(properties), 'api').properties.Environment).toMatchObject({
    Variables: { CONSOLE_URL: expected },
  });
});

test('everything that can have tags has ours', () => {
  for (const type of ['AWS::S3::Bucket', 'AWS::CloudFront::Distribution', 'AWS::CloudFront::Function']) {
    expect(one(type).Properties.Tags).toContainEqual({ Key: 'app', Value: 'finehook' });
  }
});
