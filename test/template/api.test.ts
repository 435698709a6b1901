import { expect, test } from 'vitest';
import { arnText, functionOf, resourcesOf, synthesize } from './synthesized-template.ts';

const template = synthesize({ apiRateLimit: 12.5, apiBurstLimit: 25 });
const stage = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Stage'))[0]?.Properties;

/** Key of each route, and the function that it leads to. */
function routes(): Record<string, unknown> {
  const integrations = resourcesOf(template, 'AWS::ApiGatewayV2::Integration');
  return Object.fromEntries(
    Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => {
      const [, id = ''] = /^integrations\/<(\w+)>$/.exec(arnText(Properties.Target)) ?? [];
      const { IntegrationType, PayloadFormatVersion, IntegrationUri } = integrations[id]?.Properties ?? {};
      expect([IntegrationType, PayloadFormatVersion]).toEqual(['AWS_PROXY', '2.0']);
      return [String(Properties.RouteKey), arnText(IntegrationUri)];
    }),
  );
}

test('every route goes to the api function but for the page about the API and inboxes, payload format 2.0', () => {
  const reference = `<${functionOf(template, 'api-reference').logicalId}.Arn>`;
  expect(routes()).toEqual({
    $default: `<${functionOf(template, 'api').logicalId}.Arn>`,
    'GET /reference': reference,
    'HEAD /reference': reference,
    'GET /reference/{file}': reference,
    'HEAD /reference/{file}': reference,
    'POST /in/{token}': `<${functionOf(template, 'inbox-receiver').logicalId}.Arn>`,
  });
});

test.each([
  ['api-reference', ['/reference', '/reference', '/reference/{file}', '/reference/{file}']],
  ['inbox-receiver', ['/in/{token}']],
])('the gateway may call the function %s for its paths only', (name, paths) => {
  const { logicalId } = functionOf(template, name);
  const sources = Object.values(resourcesOf(template, 'AWS::Lambda::Permission'))
    .map(({ Properties }) => Properties)
    .filter(({ FunctionName }) => arnText(FunctionName) === `<${logicalId}.Arn>`)
    .map(({ SourceArn }) => arnText(SourceArn).replace(/.*:<\w+>/, ''));
  expect(sources.sort()).toEqual(paths.map(path => `/*/*${path}`));
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
