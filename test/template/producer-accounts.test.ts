import { expect, test } from 'vitest';
import { resourcesOf, synthesize } from './synthesized-template.ts';

const policies = (accounts: string[]) =>
  Object.values(resourcesOf(synthesize({ producerAccounts: accounts }), 'AWS::Events::EventBusPolicy'));
const rootOf = (account: string) => ({
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${account}:root`]],
});

test('without producerAccounts the bus has no policy', () => {
  expect(policies([])).toEqual([]);
});

test('the accounts may put events on the bus, and nothing else', () => {
  expect(policies(['111122223333', '444455556666'])).toEqual([
    {
      Type: 'AWS::Events::EventBusPolicy',
      Properties: {
        EventBusName: { Ref: 'EventBus' },
        StatementId: 'cdk-ProducerAccounts',
        Statement: {
          Sid: 'cdk-ProducerAccounts',
          Effect: 'Allow',
          Principal: { AWS: ['111122223333', '444455556666'].map(rootOf) },
          Action: 'events:PutEvents',
          Resource: { 'Fn::GetAtt': ['EventBus', 'Arn'] },
        },
      },
    },
  ]);
});
