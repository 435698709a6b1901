import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Aws, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DeadLetterHandler } from './dead-letter-handler.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { DeliveryWorker } from './delivery-worker.ts';
import type { EventSampler } from './event-sampler.ts';
import type { HealthChecker } from './health-checker.ts';
import type { Historian } from './historian.ts';
import type { IsolationQueue } from './isolation-queue.ts';
import { type MessageQueue, maxReceiveCount, visibilityTimeoutFor } from './message-queue.ts';
import type { Notifier } from './notifier.ts';
import type { ParkingQueue } from './parking-queue.ts';
import type { CompleteProperties } from './properties.ts';
import type { RuleDeadLetterQueue } from './rule-dead-letter-queue.ts';
import type { RuleReconciler } from './rule-reconciler.ts';
import type { ServiceFunction } from './service-function.ts';
import type { SlowQueue } from './slow-queue.ts';
import type { SlowWorker } from './slow-worker.ts';
import type { Sweeper } from './sweeper.ts';

interface AlarmsProps {
  readonly properties: CompleteProperties;
  readonly deliveryQueue: DeliveryQueue;
  readonly slowQueue: SlowQueue;
  readonly isolationQueue: IsolationQueue;
  readonly deadLetterQueue: DeadLetterQueue;
  readonly parkingQueue: ParkingQueue;
  readonly ruleDeadLetterQueue: RuleDeadLetterQueue;
  readonly deliveryWorker: DeliveryWorker;
  readonly slowWorker: SlowWorker;
  readonly deadLetterHandler: DeadLetterHandler;
  readonly ruleReconciler: RuleReconciler;
  readonly sweeper: Sweeper;
  readonly healthChecker: HealthChecker;
  readonly historian: Historian;
  readonly notifier?: Notifier;
  readonly eventSampler?: EventSampler;
}

/** Namespace of the metrics that the functions write to their logs in embedded metric format (emf-metrics.ts). */
const metricNamespace = 'Finehook';

/** Keeps the metrics of two Finehooks in one account apart; the functions know it as STACK_NAME. */
const metricDimensions = { Stack: Aws.STACK_NAME };

interface Condition {
  readonly metric: cloudwatch.Metric;
  /** Alarms at this value and above. */
  readonly atLeast: number;
  /** @default 1 */
  readonly periods?: number;
}

/**
 * What a person must hear about. Each alarm is named `<stack>-<id>` and has a heading `<id>` in docs/runbook.md.
 * They do nothing by themselves: add an action to each of `alarms`.
 */
export class Alarms extends Construct {
  readonly alarms: readonly cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.alarms = [
      this.#alarm('DeliveryQueueAge', {
        metric: queueAge(props.deliveryQueue),
        atLeast: longestStay(props.properties),
        periods: 3,
      }),
      this.#alarm('SlowQueueAge', {
        metric: queueAge(props.slowQueue),
        atLeast: longestStay(props.properties),
        periods: 3,
      }),
      this.#alarm('IsolationQueueAge', {
        metric: queueAge(props.isolationQueue),
        atLeast: longestIsolation(props.properties),
        periods: 3,
      }),
      this.#alarm('DeadLetterQueueAge', { metric: queueAge(props.deadLetterQueue), atLeast: 900 }),
      // the lowest count in each period: the handler empties the queue within seconds
      this.#alarm('DeadLetterQueueBacklog', {
        metric: visibleMessages(props.deadLetterQueue, 'Minimum'),
        atLeast: 1,
        periods: 3,
      }),
      this.#alarm('ParkingQueueNotEmpty', {
        metric: visibleMessages(props.parkingQueue, 'Maximum'),
        atLeast: 1,
      }),
      // what came in: the handler empties the queue within a minute, so a count of what is there would miss most of it
      this.#alarm('RuleDeadLetterQueueNotEmpty', {
        metric: props.ruleDeadLetterQueue.metricNumberOfMessagesSent({ period, statistic: 'Sum' }),
        atLeast: 1,
        periods: 3,
      }),
      this.#alarm('RuleDeadLetterQueueAge', { metric: queueAge(props.ruleDeadLetterQueue), atLeast: 900 }),
      this.#alarm('DeliveryWorkerErrors', {
        metric: errors(props.deliveryWorker.function),
        atLeast: 1,
        periods: 3,
      }),
      this.#alarm('SlowWorkerErrors', {
        metric: errors(props.slowWorker.function),
        atLeast: 1,
        periods: 3,
      }),
      this.#alarm('DeliveryWorkerThrottles', {
        metric: props.deliveryWorker.function.metricThrottles({ period, statistic: 'Sum' }),
        atLeast: 1,
        periods: 3,
      }),
      this.#alarm('DeadLetterHandlerErrors', {
        metric: errors(props.deadLetterHandler.function),
        atLeast: 1,
      }),
      this.#alarm('RuleReconcilerErrors', {
        metric: errors(props.ruleReconciler.function),
        atLeast: 1,
        periods: 3,
      }),
      this.#alarm('RulesRunningOut', {
        metric: rulesUsed(props.properties),
        atLeast: Math.ceil(props.properties.ruleQuota * 0.8),
      }),
      // also when ruleQuota says more than EventBridge allows
      this.#alarm('RulesRefused', { metric: counter('RuleRefused'), atLeast: 1 }),
      this.#alarm('HealthCheckerErrors', {
        metric: errors(props.healthChecker.function),
        atLeast: 1,
        periods: 3,
      }),
      this.#alarm('HistorianErrors', { metric: errors(props.historian.function), atLeast: 1, periods: 3 }),
      // a change that AWS does not take comes again without an error of the function
      this.#alarm('HistorianLag', {
        metric: props.historian.function.metric('IteratorAge', { period, statistic: 'Maximum' }),
        atLeast: 300_000,
      }),
      this.#alarm('HistorianDeadLetters', {
        metric: visibleMessages(props.historian.deadLetterQueue, 'Maximum'),
        atLeast: 1,
      }),
      this.#alarm('SweeperErrors', { metric: errors(props.sweeper.function), atLeast: 1, periods: 3 }),
      this.#alarm('TenantMismatch', { metric: counter('TenantMismatch'), atLeast: 1 }),
      this.#alarm('OwnFaults', { metric: counter('AttemptDiscounted'), atLeast: 1, periods: 2 }),
      this.#alarm('TransitionsFrozen', { metric: counter('TransitionFrozen'), atLeast: 1 }),
      ...(props.notifier === undefined ? [] : this.#ofNotifier(props.notifier)),
      ...(props.eventSampler === undefined ? [] : this.#ofEventSampler(props.eventSampler)),
    ];
  }

  #ofNotifier({ deadLetterQueue }: Notifier): cloudwatch.Alarm[] {
    const metric = visibleMessages(deadLetterQueue, 'Maximum');
    return [this.#alarm('NotifierDeadLetters', { metric, atLeast: 1 })];
  }

  /** A quarter of an hour: a batch that failed comes again, and is lost after an hour. */
  #ofEventSampler({ function: sampler }: EventSampler): cloudwatch.Alarm[] {
    return [this.#alarm('EventSamplerErrors', { metric: errors(sampler), atLeast: 1, periods: 3 })];
  }

  #alarm(id: string, { metric, atLeast, periods = 1 }: Condition): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, id, {
      alarmName: `${Stack.of(this).stackName}-${id}`,
      alarmDescription: `See docs/runbook.md, "${id}".`,
      metric,
      threshold: atLeast,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }
}

const period = Duration.minutes(5);

/** A counter of the functions' own. */
const counter = (metricName: string): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: metricDimensions,
    statistic: 'Sum',
    period,
  });

/** It is told once in each run of the rule-reconciler: a period holds one for certain. */
const rulesUsed = ({ reconcileInterval }: CompleteProperties): cloudwatch.Metric =>
  counter('RulesUsed').with({ statistic: 'Maximum', period: Duration.seconds(2 * reconcileInterval) });

const queueAge = (queue: MessageQueue): cloudwatch.Metric =>
  queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' });

const visibleMessages = (queue: MessageQueue, statistic: string): cloudwatch.Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ period, statistic });

const errors = (handler: ServiceFunction): cloudwatch.Metric =>
  handler.metricErrors({ period, statistic: 'Sum' });

/**
 * Seconds that a message may lawfully spend in the delivery queue or the slow queue: the waits that the queue itself keeps (up to 900 s
 * each), half as much again for jitter, and a quarter of an hour for the calls.
 */
function longestStay({ retryDelays }: CompleteProperties): number {
  const keptByQueue = retryDelays.filter(delay => delay <= 900).reduce((sum, delay) => sum + delay, 0);
  return Math.ceil(keptByQueue * 1.5) + 900;
}

/**
 * Seconds that a message may lawfully spend in the isolation queue: the delay with which it came back, and then either
 * as long as in the delivery queue or, as it is a suspect, five receives that all end without an answer.
 */
function longestIsolation(properties: CompleteProperties): number {
  const fiveReceives = maxReceiveCount * visibilityTimeoutFor(properties.workerTimeout).toSeconds();
  return Math.max(...properties.deadLetterDelays) + Math.max(longestStay(properties), fiveReceives);
}
