import { expect, test } from 'vitest';
import {
  arnText,
  functionOf,
  resourcesOf,
  rolePoliciesOf,
  statementsOf,
  synthesize,
} from './synthesized-template.ts';

const template = synthesize();
const keys = resourcesOf(template, 'AWS::KMS::Key');

test('one key, retained under a frozen logical id, rotated, left to the IAM policies of its account', () => {
  expect(Object.keys(keys)).toEqual(['CredentialsKey']);
  expect(keys.CredentialsKey).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'kms:*',
            Principal: {
              AWS: {
                'Fn::Join': [
                  '',
                  ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root'],
                ],
              },
            },
            Resource: '*',
          },
        ],
      },
    },
  });
});

test('people find it by the name of the stack', () => {
  const [alias] = Object.values(resourcesOf(template, 'AWS::KMS::Alias'));
  expect(arnText(alias?.Properties.AliasName)).toBe('alias/<AWS::StackName>/credentials');
  expect(arnText(alias?.Properties.TargetKeyId)).toBe('<CredentialsKey.Arn>');
});

test('every right on it asks for our encryption context, exactly', () => {
  const rights = rolePoliciesOf(template)
    .flatMap(statementsOf)
    .filter(({ Resource }) => arnText(Resource) === '<CredentialsKey.Arn>');
  expect(rights.length).toBeGreaterThan(0);
  for (const { Condition } of rights) {
    expect(Condition).toEqual({
      StringEquals: { 'kms:EncryptionContext:purpose': 'webhook-credentials' },
      StringLike: { 'kms:EncryptionContext:companyId': '*' },
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['companyId', 'purpose'] },
    });
  }
});

test.each(['rule-reconciler', 'sweeper', 'key-maker', 'prober', 'dead-letter-handler'])(
  '%s knows nothing of it',
  name => {
    const { properties } = functionOf(template, name);
    expect(JSON.stringify(properties.Environment)).not.toContain('CredentialsKey');
  },
);
