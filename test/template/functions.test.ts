import { describe, expect, test } from 'vitest';
import { arnText, functionOf, resourcesOf, synthesize } from './synthesized-template.ts';

const template = synthesize({
  allowedNetworks: ['10.0.0.0/8', 'fd00::/8'],
  allowedOrigins: ['https://console.example.com'],
  nameServers: ['192.0.2.53', '[2001:db8::53]:5353'],
  requestTimeout: 1.5,
  retryDelays: [0.5, 1, 2, 3],
});
const prober = functionOf(template, 'prober').logicalId;
const sweeper = functionOf(template, 'sweeper').logicalId;
const healthChecker = functionOf(template, 'health-checker').logicalId;
const ruleReconciler = functionOf(template, 'rule-reconciler').logicalId;

const workerEnvironment = {
  WEBHOOKS_TABLE: '<WebhooksTable>',
  CREDENTIALS_KEY_ARN: '<CredentialsKey.Arn>',
  DELIVERIES_TABLE: '<DeliveriesTable>',
  PAYLOAD_BUCKET_NAME: '<PayloadBucket>',
  OPERATIONS_BUS_NAME: '<OperationsBus>',
  DELIVERY_QUEUE_ARN: '<DeliveryQueue.Arn>',
  DELIVERY_QUEUE_URL: '<DeliveryQueue>',
  KEEP_PAYLOADS: 'all',
  SLOW_QUEUE_ARN: '<SlowQueue.Arn>',
  SLOW_QUEUE_URL: '<SlowQueue>',
  HEALTH_POLICY:
    '{"failingAfter":3,"failureSpacingMs":30000,"firstCheckMs":25000,"longestCheckMs":840000,"disabledCheckMs":840000,"holdPeriodMs":259200000,"autoRecover":true,"failingLongMs":900000}',
  TRANSITION_LIMIT: '5',
  CALLS_PER_SECOND_PER_COMPANY: '0',
  CANARY_URL: '<ServiceApiHttpApiDAA3F4B9.ApiEndpoint>',
  RETRY_DELAYS: '0.5,1,2,3',
  REQUEST_TIMEOUT_MS: '1500',
  DELIVERY_RETENTION_DAYS: '30',
  ALLOWED_NETWORKS: '10.0.0.0/8,fd00::/8',
  NAME_SERVERS: '192.0.2.53,[2001:db8::53]:5353',
  DNS_SUFFIX: '<AWS::URLSuffix>',
  STACK_NAME: '<AWS::StackName>',
};

const functions = [
  {
    name: 'api',
    timeout: 29,
    environment: {
      WEBHOOKS_TABLE: '<WebhooksTable>',
      CREDENTIALS_KEY_ARN: '<CredentialsKey.Arn>',
      DELIVERIES_TABLE: '<DeliveriesTable>',
      PAYLOAD_BUCKET_NAME: '<PayloadBucket>',
      EVENT_BUS_NAME: '<EventBus>',
      DELIVERY_QUEUE_ARN: '<DeliveryQueue.Arn>',
      SLOW_QUEUE_ARN: '<SlowQueue.Arn>',
      RULE_DEAD_LETTER_QUEUE_ARN: '<RuleDeadLetterQueue.Arn>',
      PROBER_FUNCTION_NAME: `<${prober}>`,
      SWEEPER_FUNCTION_NAME: `<${sweeper}>`,
      NOTICE_SENDER: '',
      MAIL_CONFIGURATION_SET_NAME: '',
      CONSOLE_URL: '',
      OIDC_ISSUER: '',
      OIDC_AUDIENCE: '',
      OIDC_COMPANIES_CLAIM: 'companies',
      OIDC_ROLE_CLAIM: 'role',
      RECENT_EVENTS: '5',
      RULE_QUOTA: '300',
      STACK_NAME: '<AWS::StackName>',
      WEBHOOKS_PER_COMPANY: '100',
      API_URL: '<ServiceApiHttpApiDAA3F4B9.ApiEndpoint>',
      ALLOWED_NETWORKS: '10.0.0.0/8,fd00::/8',
      ALLOWED_ORIGINS: 'https://console.example.com',
      KEY_RATE_LIMIT: '50',
      KEY_BURST_LIMIT: '250',
      REQUEST_TIMEOUT_MS: '1500',
      DELIVERY_RETENTION_DAYS: '30',
    },
  },
  { name: 'delivery-worker', timeout: 30, environment: workerEnvironment },
  { name: 'slow-worker', timeout: 65, environment: workerEnvironment },
  {
    name: 'dead-letter-handler',
    timeout: 30,
    environment: {
      DELIVERY_QUEUE_URL: '<DeliveryQueue>',
      ISOLATION_QUEUE_URL: '<IsolationQueue>',
      PARKING_QUEUE_URL: '<ParkingQueue>',
      RULE_DEAD_LETTER_QUEUE_URL: '<RuleDeadLetterQueue>',
      WEBHOOKS_TABLE: '<WebhooksTable>',
      DELIVERY_RETENTION_DAYS: '30',
      DEAD_LETTER_DELAYS: '10,60,300,900,900,900',
      STACK_NAME: '<AWS::StackName>',
    },
  },
  {
    name: 'rule-reconciler',
    timeout: 120,
    environment: {
      WEBHOOKS_TABLE: '<WebhooksTable>',
      EVENT_BUS_NAME: '<EventBus>',
      DELIVERY_QUEUE_ARN: '<DeliveryQueue.Arn>',
      SLOW_QUEUE_ARN: '<SlowQueue.Arn>',
      RULE_DEAD_LETTER_QUEUE_ARN: '<RuleDeadLetterQueue.Arn>',
      REQUEST_TIMEOUT_MS: '1500',
      STACK_NAME: '<AWS::StackName>',
    },
  },
  {
    name: 'sweeper',
    timeout: 55,
    environment: {
      WEBHOOKS_TABLE: '<WebhooksTable>',
      DELIVERIES_TABLE: '<DeliveriesTable>',
      PAYLOAD_BUCKET_NAME: '<PayloadBucket>',
      SLOW_QUEUE_URL: '<SlowQueue>',
      REQUEST_TIMEOUT_MS: '1500',
      DELIVERY_QUEUE_URL: '<DeliveryQueue>',
      DELIVERY_RETENTION_DAYS: '30',
    },
  },
  {
    name: 'health-checker',
    // a minute, the longest call (25 s), and time to spare
    timeout: 95,
    environment: {
      WEBHOOKS_TABLE: '<WebhooksTable>',
      CREDENTIALS_KEY_ARN: '<CredentialsKey.Arn>',
      PROBER_FUNCTION_NAME: `<${prober}>`,
      SWEEPER_FUNCTION_NAME: `<${sweeper}>`,
      RULE_RECONCILER_FUNCTION_NAME: `<${ruleReconciler}>`,
      HEALTH_POLICY:
        '{"failingAfter":3,"failureSpacingMs":30000,"firstCheckMs":25000,"longestCheckMs":840000,"disabledCheckMs":840000,"holdPeriodMs":259200000,"autoRecover":true,"failingLongMs":900000}',
      REQUEST_TIMEOUT_MS: '1500',
      CHECK_CONCURRENCY: '4',
    },
  },
  {
    name: 'historian',
    timeout: 300,
    environment: {
      WEBHOOKS_TABLE: '<WebhooksTable>',
      OPERATIONS_BUS_NAME: '<OperationsBus>',
      HEALTH_CHECKER_FUNCTION_NAME: `<${healthChecker}>`,
      SWEEPER_FUNCTION_NAME: `<${sweeper}>`,
      RULE_RECONCILER_FUNCTION_NAME: `<${ruleReconciler}>`,
      HISTORIAN_DEAD_LETTER_QUEUE_URL: '<HistorianDeadLetterQueue>',
    },
  },
  {
    name: 'prober',
    timeout: 27,
    environment: {
      ALLOWED_NETWORKS: '10.0.0.0/8,fd00::/8',
      NAME_SERVERS: '192.0.2.53,[2001:db8::53]:5353',
    },
  },
  { name: 'api-reference', timeout: 10, environment: {} },
  {
    name: 'inbox-receiver',
    timeout: 10,
    environment: { WEBHOOKS_TABLE: '<WebhooksTable>', DELIVERIES_TABLE: '<DeliveriesTable>' },
  },
  {
    name: 'event-sampler',
    timeout: 60,
    environment: { DELIVERIES_TABLE: '<DeliveriesTable>', RECENT_EVENTS: '5', RECENT_EVENT_DAYS: '7' },
  },
  { name: 'key-maker', timeout: 10, environment: { WEBHOOKS_TABLE: '<WebhooksTable>' } },
];

test('these are all functions', () => {
  template.resourceCountIs('AWS::Lambda::Function', functions.length);
});

describe.each(functions)('$name', ({ name, timeout, environment }) => {
  const { properties } = functionOf(template, name);

  test('runs on Node.js 24, arm64, without reserved concurrency, X-Ray or layers', () => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: timeout,
    });
    for (const absent of [
      'ReservedConcurrentExecutions',
      'TracingConfig',
      'Layers',
      'FunctionName',
      'VpcConfig',
    ]) {
      expect(properties).not.toHaveProperty(absent);
    }
  });

  test('environment', () => {
    const { Variables = {} }: { Variables?: Record<string, unknown> } = properties.Environment ?? {};
    expect(
      Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, arnText(value)])),
    ).toEqual(environment);
  });

  test('logs to a group of its own, kept for a month', () => {
    const { LogGroup }: { LogGroup?: unknown } = properties.LoggingConfig ?? {};
    const logicalId = arnText(LogGroup).slice(1, -1);
    expect(resourcesOf(template, 'AWS::Logs::LogGroup')[logicalId]).toMatchObject({
      Properties: { RetentionInDays: 30 },
      DeletionPolicy: 'Delete',
    });
  });
});

test.each(['delivery-worker', 'slow-worker'])('the %s has CPU enough', name => {
  expect(functionOf(template, name).properties.MemorySize).toBe(1024);
});

test.each([
  ['delivery-worker', 'Allow'],
  ['slow-worker', 'Allow'],
  ['dead-letter-handler', 'Allow'],
  ['sweeper', undefined],
  ['health-checker', undefined],
  ['api', undefined],
])('recursive loop detection of %s: %s', (name, recursiveLoop) => {
  expect(functionOf(template, name).properties.RecursiveLoop).toBe(recursiveLoop);
});

test('a failed run of a scheduled function is not repeated: the schedule comes again', () => {
  const configurations = Object.values(resourcesOf(template, 'AWS::Lambda::EventInvokeConfig')).map(
    ({ Properties }) => Properties,
  );
  const scheduled = ['dead-letter-handler', 'health-checker', 'rule-reconciler', 'sweeper'].map(name => ({
    FunctionName: { Ref: functionOf(template, name).logicalId },
    MaximumRetryAttempts: 0,
    Qualifier: '$LATEST',
  }));
  expect(configurations).toHaveLength(scheduled.length);
  expect(configurations).toEqual(expect.arrayContaining(scheduled));
});

test.each([
  ['rule-reconciler', {}, 'rate(5 minutes)'],
  ['sweeper', {}, 'rate(1 minute)'],
  ['dead-letter-handler', { sweepInterval: 180 }, 'rate(1 minute)'],
  ['health-checker', {}, 'rate(1 minute)'],
  ['rule-reconciler', { reconcileInterval: 3600 }, 'rate(1 hour)'],
  ['sweeper', { sweepInterval: 180 }, 'rate(3 minutes)'],
])('schedule of %s with %j is %s', (name, properties, expression) => {
  const scheduled = synthesize(properties);
  const { logicalId } = functionOf(scheduled, name);
  const arn = { 'Fn::GetAtt': [logicalId, 'Arn'] };
  const rule = Object.entries(resourcesOf(scheduled, 'AWS::Events::Rule')).find(
    ([, { Properties }]) =>
      JSON.stringify(Properties.Targets) === JSON.stringify([{ Arn: arn, Id: 'Target0' }]),
  );
  expect(rule?.[1].Properties).toMatchObject({ ScheduleExpression: expression, State: 'ENABLED' });
  expect(rule?.[1].Properties).not.toHaveProperty('EventBusName');
  scheduled.hasResourceProperties('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: arn,
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': [rule?.[0], 'Arn'] },
  });
});
