import { expect, test } from 'vitest';
import { functionOf, resourcesOf, synthesize } from './synthesized-template.ts';

const apiCertificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/0f1e2d3c';
const noticeSender = 'notices@example.com';
const template = synthesize({ apiDomain: 'hooks.example.com', apiCertificate, noticeSender });
const [domain = ''] = Object.keys(resourcesOf(template, 'AWS::ApiGatewayV2::DomainName'));
const environmentOf = (name: string): unknown => functionOf(template, name).properties.Environment;
const [api = ''] = Object.keys(resourcesOf(template, 'AWS::ApiGatewayV2::Api'));

test('the domain has the certificate, TLS 1.2, and the whole API', () => {
  template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
    DomainName: 'hooks.example.com',
    DomainNameConfigurations: [
      { CertificateArn: apiCertificate, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
    ],
  });
  const [mapping] = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::ApiMapping'));
  expect(mapping?.Properties).toEqual({
    ApiId: { Ref: api },
    DomainName: { Ref: domain },
    Stage: '$default',
  });
});

test('outputs say the URL, and where the DNS record has to lead', () => {
  expect(template.findOutputs('ApiUrl').ApiUrl?.Value).toBe('https://hooks.example.com/');
  expect(template.findOutputs('ApiDomainTarget').ApiDomainTarget?.Value).toEqual({
    'Fn::GetAtt': [domain, 'RegionalDomainName'],
  });
});

test('mails link to the domain; the canary does not wait for its DNS record', () => {
  for (const name of ['api', 'notifier']) {
    expect(environmentOf(name)).toMatchObject({ Variables: { API_URL: 'https://hooks.example.com' } });
  }
  expect(environmentOf('delivery-worker')).toMatchObject({
    Variables: { CANARY_URL: { 'Fn::GetAtt': [api, 'ApiEndpoint'] } },
  });
});

test('without apiDomain there is nothing of it', () => {
  synthesize().resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
  synthesize().resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 0);
});
