import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { Api } from './api.ts';
import { ApiReference } from './api-reference.ts';
import { completeProperties } from './complete-properties.ts';
import { CredentialsKey } from './credentials-key.ts';
import { DeadLetterHandler, deadLetterHandlerTimeoutSeconds } from './dead-letter-handler.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { DeliveriesTable } from './deliveries-table.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { DeliveryWorker } from './delivery-worker.ts';
import { EventBus } from './event-bus.ts';
import { EventSampler } from './event-sampler.ts';
import { HealthChecker } from './health-checker.ts';
import { Historian } from './historian.ts';
import { InboxReceiver } from './inbox-receiver.ts';
import { IsolationQueue } from './isolation-queue.ts';
import { KeyMaker } from './key-maker.ts';
import { MailSender } from './mail-sender.ts';
import { Notifier } from './notifier.ts';
import { OperationsBus } from './operations-bus.ts';
import { ParkingQueue } from './parking-queue.ts';
import { PayloadBucket } from './payload-bucket.ts';
import { Prober } from './prober.ts';
import type { FinehookProperties } from './properties.ts';
import { RuleDeadLetterQueue } from './rule-dead-letter-queue.ts';
import { RuleReconciler } from './rule-reconciler.ts';
import { SlowQueue } from './slow-queue.ts';
import { SlowWorker, slowWindowSeconds, slowWorkerTimeoutSeconds } from './slow-worker.ts';
import { Sweeper } from './sweeper.ts';
import { WebhooksTable } from './webhooks-table.ts';

/**
 * The whole service. Put it into your own stack with `new Finehook(this, 'Webhooks', { … })`; one per stack, because
 * its tables, bucket, queues, buses and key are retained under frozen logical ids.
 */
export class Finehook extends Construct {
  readonly apiUrl: string;
  /** API Gateway's own host name for the API: where a ConsoleStack passes requests on to. */
  readonly apiHost: string;
  /** With an apiDomain: the host name that its DNS record has to lead to. */
  readonly apiDomainTarget: string | undefined;
  /** Producers put events here. */
  readonly eventBusName: string;
  readonly operationsBusName: string;
  /** Call it with `{"operation":"create",…}` to make an API key. */
  readonly keyMakerFunctionName: string;
  /** Call it with `{"redrive":"parking"}` to try again what was parked. */
  readonly deadLetterHandlerFunctionName: string;
  /** Give each an action, such as a topic that wakes somebody. */
  readonly alarms: readonly cloudwatch.Alarm[];
  readonly #eventBus: EventBus;

  /** @throws PropertyError when a property is wrong */
  constructor(scope: Construct, id: string, given: FinehookProperties = {}) {
    super(scope, id);
    const properties = completeProperties(this.node.path, given);

    const webhooks = new WebhooksTable(this, 'Webhooks');
    const credentialsKey = new CredentialsKey(this, 'CredentialsKey');
    const deliveries = new DeliveriesTable(this, 'Deliveries');
    const payloads = new PayloadBucket(this, 'Payloads', { properties });

    // producer → event bus → rule of a webhook → delivery queue, or slow queue
    const eventBus = new EventBus(this, 'Events', { properties });
    const operationsBus = new OperationsBus(this, 'Operations');
    const ruleDeadLetterQueue = new RuleDeadLetterQueue(this, { eventBus });
    const deadLetterQueue = new DeadLetterQueue(this, {
      handlerTimeoutSeconds: deadLetterHandlerTimeoutSeconds,
    });
    const workerTimeoutSeconds = properties.workerTimeout;
    const deliveryQueue = new DeliveryQueue(this, { eventBus, deadLetterQueue, workerTimeoutSeconds });
    const isolationQueue = new IsolationQueue(this, { deadLetterQueue, workerTimeoutSeconds });
    const slowQueue = new SlowQueue(this, {
      eventBus,
      deadLetterQueue,
      workerTimeoutSeconds: slowWorkerTimeoutSeconds,
      windowSeconds: slowWindowSeconds,
    });

    // every event → event sample queue → event-sampler → counts and a few recent events, for previews of filters
    const eventSampler =
      properties.recentEvents === 0
        ? undefined
        : new EventSampler(this, 'EventSampler', { properties, eventBus, deliveries });

    // our own faults: delivery queue → dead-letter queue → back with a hop count, at last parked;
    // EventBridge's: rule's dead-letter queue → delivery queue
    const parkingQueue = new ParkingQueue(this);
    const deadLetterHandler = new DeadLetterHandler(this, 'DeadLetterHandler', {
      properties,
      deadLetterQueue,
      deliveryQueue,
      isolationQueue,
      parkingQueue,
      ruleDeadLetterQueue,
      webhooks,
    });

    // schedules: overdue and released deliveries; rules as they should be
    const sweeper = new Sweeper(this, 'Sweeper', {
      properties,
      webhooks,
      deliveries,
      payloads,
      deliveryQueue,
      slowQueue,
    });
    const ruleReconciler = new RuleReconciler(this, 'RuleReconciler', {
      properties,
      webhooks,
      eventBus,
      deliveryQueue,
      slowQueue,
      ruleDeadLetterQueue,
    });

    // who dials customers' URLs for others; checks of failing and disabled webhooks
    const prober = new Prober(this, 'Prober', { properties });
    const healthChecker = new HealthChecker(this, 'HealthChecker', {
      properties,
      webhooks,
      credentialsKey,
      prober,
      sweeper,
      ruleReconciler,
    });

    // stream of the webhooks table → history, operations bus, and who else has something to do now
    const historian = new Historian(this, 'Historian', {
      webhooks,
      operationsBus,
      healthChecker,
      sweeper,
      ruleReconciler,
    });

    // customer → HTTP API → tables and rules, or a page about the API; webhook → inbox of ours; operator → first API key
    const mailSender =
      properties.noticeSender === '' ? undefined : new MailSender(this, 'MailSender', { properties });
    const api = new Api(this, 'Api', {
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
      ...(mailSender === undefined ? {} : { mailSender }),
    });
    new ApiReference(this, 'ApiReference', { api });
    new InboxReceiver(this, 'InboxReceiver', { api, webhooks, deliveries });
    const keyMaker = new KeyMaker(this, 'KeyMaker', { webhooks });

    // operations bus → notifier → mails to owners
    const notifier =
      mailSender === undefined
        ? undefined
        : new Notifier(this, 'Notifier', {
            properties,
            webhooks,
            deliveries,
            operationsBus,
            mailSender,
            api,
          });

    // delivery queue → delivery-worker → receiver; rule of a slow webhook, or delivery-worker that finds it slow → slow queue
    // → slow-worker → receiver. They see at the API whether their own way out works.
    const deliveryFunction = {
      properties,
      webhooks,
      credentialsKey,
      deliveries,
      payloads,
      operationsBus,
      deliveryQueue,
      slowQueue,
      canaryUrl: properties.canaryUrl || api.endpoint,
    };
    const deliveryWorker = new DeliveryWorker(this, 'DeliveryWorker', {
      ...deliveryFunction,
      isolationQueue,
    });
    const slowWorker = new SlowWorker(this, 'SlowWorker', deliveryFunction);

    this.alarms = new Alarms(this, 'Alarms', {
      properties,
      deliveryQueue,
      slowQueue,
      isolationQueue,
      deadLetterQueue,
      parkingQueue,
      ruleDeadLetterQueue,
      deliveryWorker,
      slowWorker,
      deadLetterHandler,
      ruleReconciler,
      sweeper,
      healthChecker,
      historian,
      ...(notifier === undefined ? {} : { notifier }),
      ...(eventSampler === undefined ? {} : { eventSampler }),
    }).alarms;
    Tags.of(this).add('app', 'finehook');

    this.#eventBus = eventBus;
    this.apiUrl = api.url;
    this.apiHost = api.host;
    this.apiDomainTarget = api.domainTarget;
    this.eventBusName = eventBus.eventBusName;
    this.operationsBusName = operationsBus.eventBusName;
    this.keyMakerFunctionName = keyMaker.function.functionName;
    this.deadLetterHandlerFunctionName = deadLetterHandler.function.functionName;
  }
  /** Lets a producer put events on the bus, such as a function of the same app. */
  grantPutEvents(grantee: iam.IGrantable): void {
    this.#eventBus.grantPutEvents(grantee);
  }
}
