import { expect, test } from 'vitest';
import { arnText, functionOf, resourcesOf, synthesize } from './synthesized-template.ts';

const template = synthesize({
  noticeSender: 'notices@example.com',
  noticeLink: 'https://app.example.com/{webhookId}',
});
const { logicalId, properties } = functionOf(template, 'notifier');

test('without a sender there is no notifier, and nothing of SES', () => {
  const standard = synthesize();
  expect(() => functionOf(standard, 'notifier')).toThrow();
  for (const type of ['AWS::SES::ConfigurationSet', 'AWS::SES::EmailIdentity']) {
    standard.resourceCountIs(type, 0);
  }
  expect(Object.keys(resourcesOf(standard, 'AWS::SQS::Queue'))).not.toContain('NotifierDeadLetterQueue');
});

test('the notifier knows sender and links', () => {
  const { Variables = {} }: { Variables?: Record<string, unknown> } = properties.Environment ?? {};
  expect(Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, arnText(value)]))).toEqual({
    WEBHOOKS_TABLE: '<WebhooksTable>',
    DELIVERIES_TABLE: '<DeliveriesTable>',
    NOTICE_SENDER: 'notices@example.com',
    NOTICE_LINK: 'https://app.example.com/{webhookId}',
    MAIL_CONFIGURATION_SET_NAME: expect.stringMatching(/^<ServiceMailSenderConfigurationSet\w+>$/),
    API_URL: '<ServiceApiHttpApiDAA3F4B9.ApiEndpoint>',
  });
});

test('a rule of the operations bus passes what owners are told of', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventBusName: { Ref: 'OperationsBus' },
    EventPattern: {
      source: ['finehook'],
      'detail-type': [
        'webhook.failing-long',
        'webhook.disabled',
        'webhook.hold-period-over',
        'webhook.recovered',
      ],
    },
    Targets: [{ Arn: { 'Fn::GetAtt': [logicalId, 'Arn'] }, Id: 'Target0' }],
  });
});

test('what failed for the last time goes to a queue; Lambda tries three times', () => {
  const configurations = Object.values(resourcesOf(template, 'AWS::Lambda::EventInvokeConfig'));
  const [own] = configurations.filter(
    ({ Properties }) => JSON.stringify(Properties.FunctionName) === JSON.stringify({ Ref: logicalId }),
  );
  expect(own?.Properties).toEqual({
    FunctionName: { Ref: logicalId },
    Qualifier: '$LATEST',
    DestinationConfig: {
      OnFailure: { Destination: { 'Fn::GetAtt': ['NotifierDeadLetterQueue', 'Arn'] } },
    },
  });
  expect(resourcesOf(template, 'AWS::SQS::Queue').NotifierDeadLetterQueue).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: { SqsManagedSseEnabled: true, RedriveAllowPolicy: { redrivePermission: 'denyAll' } },
  });
});

test('SES keeps mails from addresses that bounced or complained', () => {
  template.hasResourceProperties('AWS::SES::ConfigurationSet', {
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  });
});

test('the sender becomes an identity, unless it is one already', () => {
  template.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'notices@example.com' });
  const existing = synthesize({ noticeSender: 'notices@example.com', noticeIdentity: 'existing' });
  existing.resourceCountIs('AWS::SES::EmailIdentity', 0);
  existing.resourceCountIs('AWS::SES::ConfigurationSet', 1);
});
