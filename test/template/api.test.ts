import { expect, test } from 'vitest';
import { functionOf, resourcesOf, synthesize } from './synthesized-template.ts';

const template = synthesize({ apiRateLimit: 12.5, apiBurstLimit: 25 });
const stage = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Stage'))[0]?.Properties;

test('every route goes to the api function, payload format 2.0', () => {
  template.resourceCountIs('AWS::ApiGatewayV2::Route', 1);
  template.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: '$default' });
  template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: { 'Fn::GetAtt': [functionOf(template, 'api').logicalId, 'Arn'] },
    PayloadFormatVersion: '2.0',
  });
});

test('the one stage is throttled', () => {
  template.resourceCountIs('AWS::ApiGatewayV2::Stage', 1);
  expect(stage).toMatchObject({
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: 12.5, ThrottlingBurstLimit: 25 },
  });
});

test('access logs are JSON without header, query string or body', () => {
  const { Format = '' }: { Format?: string } = stage?.AccessLogSettings ?? {};
  const fields: Record<string, string> = JSON.parse(Format);
  expect(Object.keys(fields)).toEqual([
    'requestId',
    'requestTime',
    'ip',
    'method',
    'path',
    'status',
    'responseLength',
    'responseLatencyMs',
    'integrationError',
  ]);
  expect(Format).not.toMatch(/header|query|authorizer|body/i);
});
