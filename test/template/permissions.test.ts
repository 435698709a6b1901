import { describe, expect, test } from 'vitest';
import {
  arnText,
  functionOf,
  listOf,
  resourcesOf,
  rolePoliciesOf,
  statementsOf,
  synthesize,
} from './synthesized-template.ts';

const standard = synthesize();
const template = standard;
const rules = 'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule';
const ifKeys = (leadingKeys: string) => ` if dynamodb:LeadingKeys ${leadingKeys}`;
const resendItems = ifKeys('RESEND#*');
const webhookItems = ifKeys('WEBHOOK#*');
const deliveryItems = ifKeys('whk_*');
const dataKeys = ifKeys('DATAKEY#*');

/** `action on resource`, and the leading keys when they are limited, for every right of a function but its logs'. */
function rightsOf(name: string, template = standard): string[] {
  const role = arnText(functionOf(template, name).properties.Role).slice(1, -'.Arn>'.length);
  const policies = rolePoliciesOf(template).filter(
    ({ Properties }) => JSON.stringify(Properties.Roles) === JSON.stringify([{ Ref: role }]),
  );
  return policies
    .flatMap(statementsOf)
    .flatMap(({ Action, Resource, Condition }) => {
      const { 'ForAllValues:StringLike': keys }: { 'ForAllValues:StringLike'?: Record<string, unknown> } =
        Condition ?? {};
      const limit =
        keys === undefined ? '' : ` if dynamodb:LeadingKeys ${listOf(keys['dynamodb:LeadingKeys']).join()}`;
      return listOf(Action).flatMap(action =>
        listOf(Resource).map(resource => `${String(action)} on ${arnText(resource)}${limit}`),
      );
    })
    .filter(right => !right.startsWith('logs:'))
    .sort();
}

const on = (resource: string, prefix: string, actions: string[]) =>
  actions.map(name => `${prefix}:${name} on ${resource}`);
const manageRules = on(`${rules}/<EventBus>/whk_*`, 'events', [
  'DeleteRule',
  'ListTargetsByRule',
  'PutRule',
  'PutTargets',
  'RemoveTargets',
]);
const maintain = on('<WebhooksTable.Arn>', 'dynamodb', ['BatchGetItem', 'UpdateItem']).map(
  right => right + webhookItems,
);
const readPayloads = ['s3:GetObject on <PayloadBucket.Arn>/*', 's3:ListBucket on <PayloadBucket.Arn>'];
const consume = ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'];

const callReceivers = [
  ...maintain,
  `dynamodb:GetItem on <WebhooksTable.Arn>${webhookItems}`,
  `dynamodb:GetItem on <WebhooksTable.Arn>${dataKeys}`,
  `dynamodb:BatchGetItem on <WebhooksTable.Arn>${ifKeys('DIRECTORY#*')}`,
  'kms:Decrypt on <CredentialsKey.Arn>',
  `dynamodb:ConditionCheckItem on <WebhooksTable.Arn>${webhookItems}`,
  ...on('<DeliveriesTable.Arn>', 'dynamodb', [
    'BatchWriteItem',
    'GetItem',
    'PutItem',
    'Query',
    'UpdateItem',
  ]).map(right => right + deliveryItems),
  `dynamodb:UpdateItem on <DeliveriesTable.Arn>${ifKeys('STATISTICS#*')}`,
  `dynamodb:GetItem on <WebhooksTable.Arn>${ifKeys('GUARD#*')}`,
  `dynamodb:UpdateItem on <WebhooksTable.Arn>${ifKeys('GUARD#*')}`,
  ...on('<PayloadBucket.Arn>/*', 's3', ['PutObject', 'PutObjectTagging']),
  'events:PutEvents on <OperationsBus.Arn>',
];

const rights: Record<string, string[]> = {
  api: [
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['BatchGetItem', 'DeleteItem', 'PutItem']).map(
      right => right + ifKeys('GRANT#*'),
    ),
    `dynamodb:Query on <WebhooksTable.Arn>/index/byCompany${ifKeys('GRANT#*')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byKind${ifKeys('COMPANY')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byKind${ifKeys('GRANTED#*')}`,
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['PutItem', 'UpdateItem']).map(
      right => right + ifKeys('PORTALLINK#*'),
    ),
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['DeleteItem', 'GetItem', 'PutItem']).map(
      right => right + ifKeys('SESSION#*'),
    ),
    ...['KEY#*', 'KEYID#*'].flatMap(items =>
      on('<WebhooksTable.Arn>', 'dynamodb', ['DeleteItem', 'GetItem', 'PutItem']).map(
        right => right + ifKeys(items),
      ),
    ),
    `dynamodb:UpdateItem on <WebhooksTable.Arn>${ifKeys('KEY#*')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byKind${ifKeys('KEY')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byCompany${ifKeys('KEY#*')}`,
    `dynamodb:PutItem on <WebhooksTable.Arn>${webhookItems}`,
    `dynamodb:GetItem on <WebhooksTable.Arn>${dataKeys}`,
    `dynamodb:PutItem on <WebhooksTable.Arn>${dataKeys}`,
    ...on('<CredentialsKey.Arn>', 'kms', ['Decrypt', 'GenerateDataKey']),
    ...maintain,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byKind${ifKeys('WEBHOOK')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byCompany${webhookItems}`,
    `dynamodb:Query on <WebhooksTable.Arn>${ifKeys('HISTORY#*')}`,
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['BatchWriteItem', 'Query']).map(
      right => right + ifKeys('AUDIT#*'),
    ),
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['DeleteItem', 'GetItem', 'PutItem']).map(
      right => right + ifKeys('CONTACT#*'),
    ),
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['GetItem', 'PutItem', 'UpdateItem']).map(
      right => right + ifKeys('INBOX#*'),
    ),
    `dynamodb:Query on <WebhooksTable.Arn>/index/byCompany${ifKeys('INBOX#*')}`,
    `dynamodb:UpdateItem on <WebhooksTable.Arn>${ifKeys('CONTACTMAILS#*')}`,
    `dynamodb:UpdateItem on <WebhooksTable.Arn>${ifKeys('RATE#*')}`,
    `dynamodb:GetItem on <WebhooksTable.Arn>${ifKeys('CAPACITY')}`,
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['DeleteItem', 'PutItem']).map(
      right => right + ifKeys('IDEMPOTENCY#*'),
    ),
    `dynamodb:Query on <WebhooksTable.Arn>/index/byCompany${ifKeys('CONTACT#*')}`,
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['GetItem', 'PutItem', 'Query']).map(
      right => right + resendItems,
    ),
    ...on('<WebhooksTable.Arn>', 'dynamodb', [
      'BatchGetItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
    ]).map(right => right + ifKeys('EVENTTYPES')),
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['BatchGetItem', 'BatchWriteItem', 'Query']).map(
      right => right + ifKeys('DIRECTORY#*'),
    ),
    ...on('<DeliveriesTable.Arn>', 'dynamodb', ['BatchGetItem', 'GetItem', 'PutItem', 'Query']).map(
      right => right + deliveryItems,
    ),
    ...['STATISTICS#*', 'EVENTCOUNTS#*', 'RECENTEVENTS#*', 'INBOXCALLS#*'].map(
      items => `dynamodb:Query on <DeliveriesTable.Arn>${ifKeys(items)}`,
    ),
    ...['byState', 'byEvent', 'byRecord'].map(
      index => `dynamodb:Query on <DeliveriesTable.Arn>/index/${index}`,
    ),
    ...readPayloads,
    's3:PutObject on <PayloadBucket.Arn>/*',
    ...manageRules,
    'events:PutEvents on <EventBus.Arn>',
    `lambda:InvokeFunction on <${functionOf(template, 'prober').logicalId}.Arn>`,
    `lambda:InvokeFunction on <${functionOf(template, 'sweeper').logicalId}.Arn>`,
  ],
  'delivery-worker': [
    ...callReceivers,
    'sqs:SendMessage on <SlowQueue.Arn>',
    ...on('<DeliveryQueue.Arn>', 'sqs', [...consume, 'ChangeMessageVisibility', 'SendMessage']),
    ...on('<IsolationQueue.Arn>', 'sqs', [...consume, 'ChangeMessageVisibility']),
  ],
  'slow-worker': [
    ...callReceivers,
    ...on('<SlowQueue.Arn>', 'sqs', [...consume, 'ChangeMessageVisibility', 'SendMessage']),
  ],
  'dead-letter-handler': [
    `dynamodb:BatchGetItem on <WebhooksTable.Arn>${webhookItems}`,
    ...['DeadLetterQueue', 'ParkingQueue', 'RuleDeadLetterQueue'].flatMap(queue =>
      on(`<${queue}.Arn>`, 'sqs', consume),
    ),
    ...['DeliveryQueue', 'IsolationQueue', 'ParkingQueue'].map(queue => `sqs:SendMessage on <${queue}.Arn>`),
  ],
  'rule-reconciler': [
    ...maintain,
    `dynamodb:PutItem on <WebhooksTable.Arn>${webhookItems}`,
    `dynamodb:BatchGetItem on <WebhooksTable.Arn>${ifKeys('GRANT#*')}`,
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['GetItem', 'PutItem']).map(
      right => right + ifKeys('ROUND#grants'),
    ),
    `dynamodb:UpdateItem on <WebhooksTable.Arn>${ifKeys('GUARD#*')}`,
    `dynamodb:PutItem on <WebhooksTable.Arn>${ifKeys('CAPACITY')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byKind${ifKeys('WEBHOOK')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byCompany${webhookItems}`,
    'events:ListRules on <EventBus.Arn>',
    `events:ListRules on ${rules}/*`,
    ...manageRules,
  ],
  sweeper: [
    ...maintain,
    `dynamodb:PutItem on <WebhooksTable.Arn>${ifKeys('LEASE#*')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byDue${ifKeys('RELEASE')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byDue${ifKeys('RESEND')}`,
    ...on('<WebhooksTable.Arn>', 'dynamodb', ['GetItem', 'PutItem']).map(right => right + resendItems),
    ...on('<DeliveriesTable.Arn>', 'dynamodb', ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem']).map(
      right => right + deliveryItems,
    ),
    'dynamodb:Query on <DeliveriesTable.Arn>/index/byState',
    ...readPayloads,
    ...on('<PayloadBucket.Arn>/*', 's3', ['PutObject', 'PutObjectTagging']),
    'sqs:SendMessage on <DeliveryQueue.Arn>',
    'sqs:SendMessage on <SlowQueue.Arn>',
  ],
  'health-checker': [
    ...maintain,
    `dynamodb:GetItem on <WebhooksTable.Arn>${dataKeys}`,
    'kms:Decrypt on <CredentialsKey.Arn>',
    `dynamodb:PutItem on <WebhooksTable.Arn>${webhookItems}`,
    `dynamodb:PutItem on <WebhooksTable.Arn>${ifKeys('LEASE#*')}`,
    `dynamodb:Query on <WebhooksTable.Arn>/index/byDue${ifKeys('CHECK')}`,
    ...['prober', 'sweeper', 'rule-reconciler'].map(
      name => `lambda:InvokeFunction on <${functionOf(template, name).logicalId}.Arn>`,
    ),
  ],
  historian: [
    `dynamodb:BatchGetItem on <WebhooksTable.Arn>${webhookItems}`,
    `dynamodb:PutItem on <WebhooksTable.Arn>${ifKeys('HISTORY#*')}`,
    `dynamodb:BatchWriteItem on <WebhooksTable.Arn>${ifKeys('AUDIT#*')}`,
    ...on('<WebhooksTable.StreamArn>', 'dynamodb', ['DescribeStream', 'GetRecords', 'GetShardIterator']),
    'dynamodb:ListStreams on <WebhooksTable.Arn>/stream/*',
    'events:PutEvents on <OperationsBus.Arn>',
    ...['health-checker', 'sweeper', 'rule-reconciler'].map(
      name => `lambda:InvokeFunction on <${functionOf(template, name).logicalId}.Arn>`,
    ),
    'sqs:SendMessage on <HistorianDeadLetterQueue.Arn>',
  ],
  prober: [],
  'event-sampler': [
    `dynamodb:UpdateItem on <DeliveriesTable.Arn>${ifKeys('EVENTCOUNTS#*')}`,
    ...on('<DeliveriesTable.Arn>', 'dynamodb', ['PutItem', 'Query']).map(
      right => right + ifKeys('RECENTEVENTS#*'),
    ),
    ...on('<EventSampleQueue.Arn>', 'sqs', consume),
  ],
  'api-reference': [],
  'inbox-receiver': [
    `dynamodb:GetItem on <WebhooksTable.Arn>${ifKeys('INBOX#*')}`,
    `dynamodb:UpdateItem on <DeliveriesTable.Arn>${ifKeys('INBOXHOURS#*')}`,
    `dynamodb:PutItem on <DeliveriesTable.Arn>${ifKeys('INBOXCALLS#*')}`,
  ],
  'key-maker': ['KEY#*', 'KEYID#*'].map(items => `dynamodb:PutItem on <WebhooksTable.Arn>${ifKeys(items)}`),
};

describe.each(Object.entries(rights))('%s', (name, expected) => {
  test('has exactly these rights', () => {
    expect(rightsOf(name)).toEqual([...expected].sort());
  });
});

test.each(['delivery-worker', 'slow-worker'])('%s deletes events where delivered ones are not kept', name => {
  const more = rightsOf(name, synthesize({ keepPayloads: 'undelivered' }));
  expect(more.filter(right => !rightsOf(name).includes(right))).toEqual([
    's3:DeleteObject on <PayloadBucket.Arn>/*',
  ]);
});

test.each(['delivery-worker', 'slow-worker'])('%s gives companies turns where they have a limit', name => {
  const more = rightsOf(name, synthesize({ callsPerSecondPerCompany: 50 }));
  expect(more.filter(right => !rightsOf(name).includes(right))).toEqual([
    `dynamodb:UpdateItem on <WebhooksTable.Arn>${ifKeys('PACE#*')}`,
  ]);
});

test('without a sample of events the api reads none', () => {
  const less = rightsOf('api', synthesize({ recentEvents: 0 }));
  expect(rightsOf('api').filter(right => !less.includes(right))).toEqual(
    ['EVENTCOUNTS#*', 'RECENTEVENTS#*'].map(
      items => `dynamodb:Query on <DeliveriesTable.Arn>${ifKeys(items)}`,
    ),
  );
});

const withNotices = synthesize({ noticeSender: 'notices@example.com' });
const sending = [
  'identity/notices@example.com',
  'identity/example.com',
  `configuration-set/<${Object.keys(resourcesOf(withNotices, 'AWS::SES::ConfigurationSet'))[0]}>`,
].map(resource => `ses:SendEmail on arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:${resource}`);

test('with notices, the api sends mails too', () => {
  expect(rightsOf('api', withNotices)).toEqual([...(rights.api ?? []), ...sending].sort());
});

test('the notifier reads, marks what it has told, and sends mails; it reaches no URL and changes no webhook', () => {
  expect(rightsOf('notifier', withNotices)).toEqual(
    [
      `dynamodb:BatchGetItem on <WebhooksTable.Arn>${webhookItems}`,
      `dynamodb:Query on <WebhooksTable.Arn>/index/byCompany${ifKeys('CONTACT#*')}`,
      ...on('<WebhooksTable.Arn>', 'dynamodb', ['GetItem', 'PutItem']).map(
        right => right + ifKeys('NOTICE#*'),
      ),
      `dynamodb:GetItem on <DeliveriesTable.Arn>${deliveryItems}`,
      'sqs:SendMessage on <NotifierDeadLetterQueue.Arn>',
      ...sending,
    ].sort(),
  );
});

test('mails come from that one address', () => {
  const statements = rolePoliciesOf(withNotices)
    .flatMap(statementsOf)
    .filter(({ Action }) => listOf(Action).includes('ses:SendEmail'));
  expect(statements.map(({ Condition }) => Condition)).toEqual(
    Array(2).fill({ StringEquals: { 'ses:FromAddress': 'notices@example.com' } }),
  );
});

test('customers’ events have any source but Finehook’s own', () => {
  const conditions = rolePoliciesOf(template)
    .flatMap(statementsOf)
    .filter(({ Action }) => listOf(Action).includes('events:PutEvents'))
    .filter(({ Resource }) => listOf(Resource).map(arnText).includes('<EventBus.Arn>'))
    .map(({ Condition }) => Condition);
  expect(conditions).toEqual([{ StringNotEqualsIgnoreCase: { 'events:source': 'finehook' } }]);
});

test('no role has a policy of its own: each is a resource that names it', () => {
  for (const { Properties } of Object.values(resourcesOf(template, 'AWS::IAM::Role'))) {
    expect(Object.keys(Properties).sort()).toEqual(['AssumeRolePolicyDocument', 'Tags']);
  }
});

const policies = [
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
].flatMap(type => Object.entries(resourcesOf(template, type)));

test.each(policies)('%s allows no wildcard action, resource or principal', (_logicalId, policy) => {
  const allowed = statementsOf(policy).filter(({ Effect }) => Effect === 'Allow');
  for (const { Action, Resource, Principal } of allowed) {
    for (const action of listOf(Action)) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
    for (const resource of listOf(Resource).map(arnText))
      expect(resource).toMatch(/^<\w+\.(Stream)?Arn>|^arn:.+:rule\//);
    expect(JSON.stringify(Principal ?? null)).not.toContain('*');
  }
});

test('a function writes to its own log group only', () => {
  for (const { Properties } of Object.values(resourcesOf(template, 'AWS::Lambda::Function'))) {
    const { LogGroup }: { LogGroup?: unknown } = Properties.LoggingConfig ?? {};
    const role = arnText(Properties.Role).slice(1, -'.Arn>'.length);
    const logs = rolePoliciesOf(template)
      .filter(policy => JSON.stringify(policy.Properties.Roles) === JSON.stringify([{ Ref: role }]))
      .flatMap(statementsOf)
      .filter(({ Action }) => listOf(Action).includes('logs:PutLogEvents'));
    expect(logs.map(({ Action, Resource }) => [Action, arnText(Resource)])).toEqual([
      [['logs:CreateLogStream', 'logs:PutLogEvents'], `<${arnText(LogGroup).slice(1, -1)}.Arn>`],
    ]);
  }
});
