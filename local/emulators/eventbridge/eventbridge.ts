import { randomUUID } from 'node:crypto';
import { requestObject } from '../json-input.ts';
import type { Scheduler } from '../sqs/scheduler.ts';
import type { Store } from '../store.ts';
import type { TargetQueues } from './delivery.ts';
import { eventBridgeError } from './errors.ts';
import { type EventDetail, routedEvent } from './event.ts';
import type { AsynchronousOutcome } from './function-target.ts';
import { busNameOf, defaultBusName, ruleArn } from './names.ts';
import { defaultLimits, type EventBridgeLimits, type Operation, type Service } from './operation.ts';
import { createEventBus, deleteEventBus, describeEventBus, listEventBuses } from './operations/buses.ts';
import { putPermission, removePermission } from './operations/permissions.ts';
import { putEvents } from './operations/put-events.ts';
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from './operations/rules.ts';
import { listTagsForResource, tagResource, untagResource } from './operations/tags.ts';
import { listRuleNamesByTarget, listTargetsByRule, putTargets, removeTargets } from './operations/targets.ts';
import { testEventPattern } from './operations/test-event-pattern.ts';
import { createRouter } from './router.ts';
import { createSchedules } from './schedules.ts';
import { State } from './state.ts';

/** What the emulator needs from outside. `now` is in milliseconds since 1970. */
export interface EventBridgeOptions {
  readonly store: Store;
  readonly region: string;
  readonly accountId: string;
  readonly queues: TargetQueues;
  /** Invokes a function asynchronously. */
  readonly invoke: (functionName: string, payload: string) => Promise<AsynchronousOutcome>;
  readonly log: (line: string) => void;
  readonly limits?: Partial<EventBridgeLimits>;
  readonly now?: () => number;
  readonly newId?: () => string;
  readonly scheduler?: Scheduler;
}

/** The emulated service. */
export interface EventBridge {
  /** Answers one request as the service does, or throws an AwsError. */
  handle(operation: string, input: unknown): Promise<unknown>;
  /** The policy of a bus, as JSON text; `undefined` when it has none, and for the ARN of something else. */
  busPolicy(arn: string): string | undefined;
  /** Ends the schedules. The store is the caller's to close. */
  close(): void;
}

/** What differs from the real service and may matter to who runs on the emulator; shown at the start. */
export const eventBridgeNotEmulated: readonly string[] = [
  'EventBridge has rules of buses only: no archives, pipes, schedulers, API destinations or partner sources',
  'EventBridge has queues, functions and buses as targets; it refuses others at PutTargets',
  'EventBridge does not check the permissions of functions (the policies of queues and buses it does)',
  'EventBridge refuses events for a bus that does not exist, which the real one takes and drops',
  'EventBridge refuses L, W and # in cron expressions, and its rules take effect at once',
];

const emptyDetail: EventDetail = { text: '{}', document: { kind: 'object', members: [] } };

/** Timers that do not keep a process alive. */
const unreferencedTimers: Scheduler = {
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs).unref();
    return () => clearTimeout(timer);
  },
};

/** Creates the emulator with everything that its store remembers. */
export function createEventBridge(options: EventBridgeOptions): EventBridge {
  const { store, queues, invoke, log, region, accountId } = options;
  const { now = Date.now, newId = randomUUID, scheduler = unreferencedTimers } = options;
  const place = { region, accountId };
  const state = new State(store, place, now);
  const router = createRouter({ state, store, queues, functions: { invoke, scheduler }, log });
  const schedules = createSchedules({ scheduler, now, fire });

  function fire(ruleName: string): void {
    const rule = state.findBus(defaultBusName)?.rules.get(ruleName);
    if (rule === undefined) return;
    const parts = {
      id: newId(),
      detailType: 'Scheduled Event',
      source: 'aws.events',
      timeMs: now(),
      resources: [ruleArn(place, defaultBusName, ruleName)],
      detail: emptyDetail,
    };
    void router.deliver(rule, routedEvent(parts, place, now()));
  }

  const limits = { ...defaultLimits, ...options.limits };
  const service: Service = { state, limits, router, schedules, now, newId };
  for (const rule of state.bus(defaultBusName).rules.values()) schedules.update(rule);

  return {
    async handle(operation, input) {
      const run = operations.get(operation);
      if (run === undefined) {
        throw eventBridgeError('UnknownOperationException', `This emulator does not have ${operation}.`);
      }
      return run(service, requestObject(input));
    },
    busPolicy: arn =>
      arn.includes(':event-bus/') ? state.findBus(busNameOf(arn))?.record.policy : undefined,
    close: () => schedules.close(),
  };
}

const operations: ReadonlyMap<string, Operation> = new Map([
  ['CreateEventBus', createEventBus],
  ['DeleteEventBus', deleteEventBus],
  ['DeleteRule', deleteRule],
  ['DescribeEventBus', describeEventBus],
  ['DescribeRule', describeRule],
  ['DisableRule', disableRule],
  ['EnableRule', enableRule],
  ['ListEventBuses', listEventBuses],
  ['ListRuleNamesByTarget', listRuleNamesByTarget],
  ['ListRules', listRules],
  ['ListTagsForResource', listTagsForResource],
  ['ListTargetsByRule', listTargetsByRule],
  ['PutEvents', putEvents],
  ['PutPermission', putPermission],
  ['PutRule', putRule],
  ['PutTargets', putTargets],
  ['RemovePermission', removePermission],
  ['RemoveTargets', removeTargets],
  ['TagResource', tagResource],
  ['TestEventPattern', testEventPattern],
  ['UntagResource', untagResource],
]);
