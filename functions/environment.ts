/**
 * Names of the environment variables that the constructs in `lib` set and the handlers in `functions` read:
 * written once, so that neither side can misspell them.
 */
export const environmentNames = {
  allowedNetworks: 'ALLOWED_NETWORKS',
  allowedOrigins: 'ALLOWED_ORIGINS',
  apiUrl: 'API_URL',
  credentialsKeyArn: 'CREDENTIALS_KEY_ARN',
  deadLetterDelays: 'DEAD_LETTER_DELAYS',
  deliveriesTable: 'DELIVERIES_TABLE',
  deliveryQueueArn: 'DELIVERY_QUEUE_ARN',
  deliveryQueueUrl: 'DELIVERY_QUEUE_URL',
  deliveryRetentionDays: 'DELIVERY_RETENTION_DAYS',
  dnsSuffix: 'DNS_SUFFIX',
  callsPerSecondPerCompany: 'CALLS_PER_SECOND_PER_COMPANY',
  canaryUrl: 'CANARY_URL',
  checkConcurrency: 'CHECK_CONCURRENCY',
  eventBusName: 'EVENT_BUS_NAME',
  healthCheckerFunctionName: 'HEALTH_CHECKER_FUNCTION_NAME',
  healthPolicy: 'HEALTH_POLICY',
  historianDeadLetterQueueUrl: 'HISTORIAN_DEAD_LETTER_QUEUE_URL',
  isolationQueueUrl: 'ISOLATION_QUEUE_URL',
  keepPayloads: 'KEEP_PAYLOADS',
  nameServers: 'NAME_SERVERS',
  keyBurstLimit: 'KEY_BURST_LIMIT',
  keyRateLimit: 'KEY_RATE_LIMIT',
  mailConfigurationSetName: 'MAIL_CONFIGURATION_SET_NAME',
  noticeLink: 'NOTICE_LINK',
  nouns: 'NOUNS',
  consoleUrl: 'CONSOLE_URL',
  webhooksPerCompany: 'WEBHOOKS_PER_COMPANY',
  noticeSender: 'NOTICE_SENDER',
  oidcAudience: 'OIDC_AUDIENCE',
  oidcCompaniesClaim: 'OIDC_COMPANIES_CLAIM',
  oidcIssuer: 'OIDC_ISSUER',
  oidcRoleClaim: 'OIDC_ROLE_CLAIM',
  operationsBusName: 'OPERATIONS_BUS_NAME',
  parkingQueueUrl: 'PARKING_QUEUE_URL',
  payloadBucketName: 'PAYLOAD_BUCKET_NAME',
  proberFunctionName: 'PROBER_FUNCTION_NAME',
  receivedCallsTable: 'RECEIVED_CALLS_TABLE',
  recentEventDays: 'RECENT_EVENT_DAYS',
  recentEvents: 'RECENT_EVENTS',
  requestTimeoutMs: 'REQUEST_TIMEOUT_MS',
  retryDelays: 'RETRY_DELAYS',
  ruleQuota: 'RULE_QUOTA',
  ruleReconcilerFunctionName: 'RULE_RECONCILER_FUNCTION_NAME',
  ruleDeadLetterQueueArn: 'RULE_DEAD_LETTER_QUEUE_ARN',
  ruleDeadLetterQueueUrl: 'RULE_DEAD_LETTER_QUEUE_URL',
  slowQueueArn: 'SLOW_QUEUE_ARN',
  slowQueueUrl: 'SLOW_QUEUE_URL',
  stackName: 'STACK_NAME',
  transitionLimit: 'TRANSITION_LIMIT',
  sweeperFunctionName: 'SWEEPER_FUNCTION_NAME',
  webhooksTable: 'WEBHOOKS_TABLE',
} as const;

type EnvironmentName = (typeof environmentNames)[keyof typeof environmentNames];

/** @throws Error naming the variable, at the cold start, so that a wrong deployment shows at once */
export function readText(env: Readonly<Record<string, string | undefined>>, name: EnvironmentName): string {
  const text = env[name];
  if (text === undefined) throw new Error(`environment variable ${name} is missing`);
  return text;
}

/** Of a variable that is not set where it would say nothing. */
export function readTextIfAny(
  env: Readonly<Record<string, string | undefined>>,
  name: EnvironmentName,
): string {
  return env[name] ?? '';
}

export function readNumber(env: Readonly<Record<string, string | undefined>>, name: EnvironmentName): number {
  const number = Number(readText(env, name));
  if (!Number.isFinite(number)) throw new Error(`environment variable ${name} is not a number`);
  return number;
}

export function readChoice<const Choice extends string>(
  env: Readonly<Record<string, string | undefined>>,
  name: EnvironmentName,
  choices: readonly Choice[],
): Choice {
  const text = readText(env, name);
  const found = choices.find(choice => choice === text);
  if (found === undefined) throw new Error(`environment variable ${name} is none of ${choices.join(', ')}`);
  return found;
}

/** A comma-separated list; an empty text is the empty list. */
export function readList(env: Readonly<Record<string, string | undefined>>, name: EnvironmentName): string[] {
  const text = readText(env, name);
  return text === '' ? [] : text.split(',').map(item => item.trim());
}

export function readNumbers(
  env: Readonly<Record<string, string | undefined>>,
  name: EnvironmentName,
): number[] {
  return readList(env, name).map(item => {
    const number = Number(item);
    if (!Number.isFinite(number))
      throw new Error(`environment variable ${name} holds something else than numbers`);
    return number;
  });
}
