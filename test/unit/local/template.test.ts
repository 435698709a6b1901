// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how CloudFormation writes it
import { expect, it } from 'vitest';
import { propertiesWithoutEffect, unknownProperties } from '../../../local/cloudformation/coverage.ts';
import { creationWaves, referencesOf } from '../../../local/cloudformation/dependencies.ts';
import { physicalName } from '../../../local/cloudformation/deploy.ts';
import { TemplateError } from '../../../local/cloudformation/intrinsics.ts';
import type { JsonRecord } from '../../../local/json.ts';
import { resourceFileName, resourceTypes } from '../../../local/resources/registry.ts';

it('finds references in every form', () => {
  const value = {
    a: { Ref: 'One' },
    b: [{ 'Fn::GetAtt': ['Two', 'Arn'] }, { 'Fn::GetAtt': 'Three.Arn' }],
    c: { 'Fn::Sub': '${Four}-${Five.Arn}-${!Not}' },
    d: { 'Fn::Join': ['', ['x', { 'Fn::Sub': ['${own}', { own: { Ref: 'Six' } }] }]] },
  };
  expect([...referencesOf(value)].sort()).toEqual(['Five', 'Four', 'One', 'Six', 'Three', 'Two', 'own']);
});

function resources(definitions: Record<string, JsonRecord>): Map<string, JsonRecord> {
  return new Map(Object.entries(definitions));
}

it('orders creation by references and DependsOn', () => {
  const waves = creationWaves(
    resources({
      Mapping: { Properties: { Function: { Ref: 'Function' }, Queue: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
      Function: { DependsOn: ['Policy'], Properties: { Region: { Ref: 'AWS::Region' } } },
      Policy: { DependsOn: 'Role' },
      Queue: {},
      Role: {},
    }),
  );
  expect(waves).toEqual([['Queue', 'Role'], ['Policy'], ['Function'], ['Mapping']]);
});

it('refuses a circle by name', () => {
  const circle = resources({
    A: { Properties: { x: { Ref: 'B' } } },
    B: { Properties: { x: { Ref: 'A' } } },
  });
  expect(() => creationWaves(circle)).toThrow(
    new TemplateError('these resources depend on each other: A, B'),
  );
});

it('names properties that are neither applied nor known to have no effect', () => {
  const type = {
    applied: ['Name', 'Scaling.Maximum', 'Targets.Id'],
    withoutEffect: ['Tags', 'Targets.Retry'],
  };
  const properties = {
    Name: 'x',
    Tags: [{ Key: 'k' }],
    Scaling: { Maximum: 2, Minimum: 1 },
    Targets: [
      { Id: 'a', Retry: { Times: 1 } },
      { Id: 'b', Kinesis: {} },
    ],
    Colour: 'red',
  };
  expect(unknownProperties(properties, type)).toEqual(['Scaling.Minimum', 'Targets.Kinesis', 'Colour']);
  expect(propertiesWithoutEffect(properties, type)).toEqual(['Tags', 'Targets.Retry']);
});

it.each([
  ['Finehook', 'DeliveryQueue', 80, 'Finehook-DeliveryQueue'],
  ['Stack', 'ARatherLongLogicalId', 20, 'Stack-ARath-ca6a6127'],
])('names %s %s within %i characters', (stack, logicalId, maxLength, expected) => {
  expect(physicalName(stack, logicalId, maxLength)).toBe(expected);
});

it.each([
  ['AWS::SQS::QueuePolicy', 'aws-sqs-queue-policy.ts'],
  ['AWS::DynamoDB::Table', 'aws-dynamo-db-table.ts'],
  ['AWS::ApiGatewayV2::Api', 'aws-api-gateway-v2-api.ts'],
])('keeps %s in %s', (typeName, file) => {
  expect(resourceFileName(typeName)).toBe(file);
});

it('lists no property both as applied and as without effect', () => {
  for (const type of resourceTypes.values()) {
    expect(type.withoutEffect.filter(name => type.applied.includes(name))).toEqual([]);
  }
});
