import * as accessLog from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { environmentNames } from '../functions/environment.ts';
import { ApiDomain } from './api-domain.ts';
import { consoleUrlOf } from './console-url.ts';
import type { CredentialsKey } from './credentials-key.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { EventBus } from './event-bus.ts';
import type { MailSender } from './mail-sender.ts';
import { nounsVariable } from './nouns.ts';
import type { PayloadBucket } from './payload-bucket.ts';
import type { Prober } from './prober.ts';
import type { CompleteProperties } from './properties.ts';
import type { RuleDeadLetterQueue } from './rule-dead-letter-queue.ts';
import { ServiceFunction } from './service-function.ts';
import type { SlowQueue } from './slow-queue.ts';
import type { Sweeper } from './sweeper.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface ApiProps {
  readonly properties: CompleteProperties;
  readonly webhooks: WebhooksTable;
  readonly credentialsKey: CredentialsKey;
  readonly deliveries: DeliveriesTable;
  readonly payloads: PayloadBucket;
  readonly eventBus: EventBus;
  /** Targets of the rules that the API makes. */
  readonly deliveryQueue: DeliveryQueue;
  readonly slowQueue: SlowQueue;
  readonly ruleDeadLetterQueue: RuleDeadLetterQueue;
  readonly prober: Prober;
  readonly sweeper: Sweeper;
  /** Absent: nothing is sent by mail. */
  readonly mailSender?: MailSender;
}

/** The management API: an HTTP API whose requests go to one function, but for those that `serveBy` takes out; throttled, with access logs. */
export class Api extends Construct {
  readonly function: ServiceFunction;
  /** Where users reach it, with a slash at its end. */
  readonly url: string;
  /** API Gateway's own host name for it, without a slash at its end; it works before any DNS record does. */
  readonly endpoint: string;
  /** Of the endpoint. */
  readonly host: string;
  /** Of links in mails and URLs of inboxes: where users reach it, without a slash at its end. */
  readonly linkBase: string;
  /** Where the DNS record of the apiDomain has to lead; without one `undefined`. */
  readonly domainTarget: string | undefined;
  readonly #httpApi: apigateway.HttpApi;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const {
      properties,
      webhooks,
      credentialsKey,
      deliveries,
      payloads,
      eventBus,
      deliveryQueue,
      slowQueue,
      ruleDeadLetterQueue,
      prober,
      sweeper,
      mailSender,
    } = props;
    this.function = new ServiceFunction(this, {
      name: 'api',
      description: 'management API',
      timeoutSeconds: 29,
      memoryMb: 1024,
      environment: {
        webhooksTable: webhooks.tableName,
        credentialsKeyArn: credentialsKey.keyArn,
        deliveriesTable: deliveries.tableName,
        payloadBucketName: payloads.bucketName,
        eventBusName: eventBus.eventBusName,
        deliveryQueueArn: deliveryQueue.queueArn,
        slowQueueArn: slowQueue.queueArn,
        ruleDeadLetterQueueArn: ruleDeadLetterQueue.queueArn,
        proberFunctionName: prober.function.functionName,
        sweeperFunctionName: sweeper.function.functionName,
        noticeSender: properties.noticeSender,
        mailConfigurationSetName: mailSender?.configurationSetName ?? '',
        consoleUrl: consoleUrlOf(properties),
        oidcIssuer: properties.oidcIssuer,
        oidcAudience: properties.oidcAudience,
        oidcCompaniesClaim: properties.oidcCompaniesClaim,
        oidcRoleClaim: properties.oidcRoleClaim,
        recentEvents: String(properties.recentEvents),
        webhooksPerCompany: String(properties.webhooksPerCompany),
        ruleQuota: String(properties.ruleQuota),
        stackName: Aws.STACK_NAME,
        allowedNetworks: properties.allowedNetworks.join(','),
        allowedOrigins: properties.allowedOrigins.join(','),
        ...nounsVariable(properties.nouns),
        keyRateLimit: String(properties.keyRateLimit),
        keyBurstLimit: String(properties.keyBurstLimit),
        requestTimeoutMs: String(Math.round(properties.requestTimeout * 1000)),
        deliveryRetentionDays: String(properties.deliveryRetention),
      },
    });
    webhooks.grantManage(this.function);
    webhooks.access.grantAudit(this.function);
    webhooks.access.grantReadAudit(this.function);
    webhooks.access.grantManageKeys(this.function);
    webhooks.access.grantManageGrants(this.function);
    webhooks.access.grantManagePortal(this.function);
    webhooks.grantReadCapacity(this.function);
    webhooks.grantManageContacts(this.function);
    webhooks.grantManageInboxes(this.function);
    webhooks.grantManageResends(this.function);
    webhooks.grantManageEventTypes(this.function);
    webhooks.grantManageDirectory(this.function);
    webhooks.access.grantCountRequests(this.function);
    webhooks.access.grantKeepAnswers(this.function);
    webhooks.grantMakeDataKeys(this.function);
    credentialsKey.grantSeal(this.function);
    credentialsKey.grantOpen(this.function);
    deliveries.grantRead(this.function);
    deliveries.grantReadCounts(this.function);
    if (properties.recentEvents > 0) deliveries.grantReadSample(this.function);
    deliveries.grantResend(this.function);
    deliveries.grantReadInboxCalls(this.function);
    payloads.grantRead(this.function);
    payloads.grantAdd(this.function);
    eventBus.grantManageRules(this.function);
    eventBus.grantPublish(this.function);
    prober.function.grantCall(this.function);
    sweeper.function.grantCall(this.function);
    mailSender?.grantSend(this.function);

    const httpApi = new apigateway.HttpApi(this, 'HttpApi', {
      description: 'Finehook management API',
      createDefaultStage: false,
      defaultIntegration: new integrations.HttpLambdaIntegration('Integration', this.function),
    });
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: properties.apiRateLimit, burstLimit: properties.apiBurstLimit },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(
          new logs.LogGroup(this, 'AccessLogs', {
            retention: logs.RetentionDays.ONE_MONTH,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: accessLog.AccessLogFormat.custom(accessLogFormat),
      },
    });
    this.#httpApi = httpApi;
    const { apiDomain } = properties;
    this.endpoint = httpApi.apiEndpoint;
    // Put together rather than cut out of the endpoint: Fn::Split takes no output of another stack.
    const { region, urlSuffix } = Stack.of(this);
    this.host = `${httpApi.apiId}.execute-api.${region}.${urlSuffix}`;
    this.linkBase = apiDomain === '' ? this.endpoint : `https://${apiDomain}`;
    this.url = `${this.linkBase}/`;
    this.domainTarget =
      apiDomain === '' ? undefined : new ApiDomain(this, 'Domain', { properties, stage }).target;
    // Its own, for links in mails and URLs of inboxes: it is known only now.
    this.function.addEnvironment(environmentNames.apiUrl, this.linkBase);
  }

  /** Has some paths answered by another function than the API's own. @param methods other ones stay the API's */
  serveBy(other: ServiceFunction, methods: readonly apigateway.HttpMethod[], paths: readonly string[]): void {
    const integration = new integrations.HttpLambdaIntegration('Integration', other);
    for (const path of paths) this.#httpApi.addRoutes({ path, methods: [...methods], integration });
  }
}

/** No header, query string or body: they hold API keys, cursors and secrets. */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatencyMs: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
});
