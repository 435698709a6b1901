import type { Store } from '../store.ts';
import {
  type DeliveringRule,
  type DeliveryFailure,
  inputFor,
  sendToDeadLetterQueue,
  sendToQueue,
  type TargetQueues,
} from './delivery.ts';
import type { RoutedEvent } from './event.ts';
import { type FunctionTargets, invokeFunction } from './function-target.ts';
import { busNameOf, ruleArn } from './names.ts';
import type { Bus, RuleRecord, State } from './state.ts';
import { type Target, targetKind } from './target.ts';

/** What routing needs from outside. */
export interface RouterParts {
  readonly state: State;
  readonly store: Store;
  readonly queues: TargetQueues;
  readonly functions: FunctionTargets;
  readonly log: (line: string) => void;
}

/** An event on a bus. */
export interface BusEvent {
  readonly bus: Bus;
  readonly event: RoutedEvent;
}

/** Brings events to the targets of the rules that match them. */
export interface Router {
  /** Resolves when every message to a queue is kept; functions are invoked in the background. */
  route(events: readonly BusEvent[]): Promise<void>;
  /** Brings an event to the targets of one rule, as a schedule does. */
  deliver(rule: RuleRecord, event: RoutedEvent): Promise<void>;
}

export function createRouter({ state, store, queues, functions, log }: RouterParts): Router {
  async function fail(target: Target, rule: DeliveringRule, event: RoutedEvent, failure: DeliveryFailure) {
    const reason = await sendToDeadLetterQueue(queues, target, rule, event, failure);
    if (reason === undefined) {
      log(`EventBridge: event ${event.id} is in the dead-letter queue of ${rule.arn}: ${failure.message}`);
    } else {
      log(`EventBridge: event ${event.id} is LOST for ${rule.arn}: ${failure.message} And ${reason}.`);
    }
  }

  async function deliverTo(target: Target, rule: DeliveringRule, event: RoutedEvent): Promise<void> {
    switch (targetKind(target.Arn)) {
      case 'sqs': {
        const groupId = target.SqsParameters?.MessageGroupId;
        const options = groupId === undefined ? {} : { messageGroupId: groupId };
        const failure = await sendToQueue(queues, target.Arn, rule, inputFor(target, event, rule), options);
        if (failure !== undefined) await fail(target, rule, event, failure);
        return;
      }
      case 'lambda':
        void invokeFunction(functions, target, inputFor(target, event, rule)).then(failure =>
          failure === undefined ? undefined : fail(target, rule, event, failure),
        );
        return;
      case 'event-bus': {
        const bus = state.findBus(busNameOf(target.Arn));
        if (bus === undefined) {
          const message = `The event bus ${target.Arn} does not exist.`;
          return fail(target, rule, event, { code: 'NO_RESOURCE', message, retryAttempts: 0 });
        }
        // An event goes over one bus only: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
        return event.forwarded ? undefined : routeOne({ bus, event: { ...event, forwarded: true } });
      }
    }
  }

  async function deliver(record: RuleRecord, event: RoutedEvent): Promise<void> {
    const { accountId } = state.place;
    const rule = { name: record.name, arn: ruleArn(state.place, record.busName, record.name), accountId };
    await Promise.all(record.targets.map(target => deliverTo(target, rule, event)));
  }

  async function routeOne({ bus, event }: BusEvent): Promise<void> {
    const matched = bus.index.match(event.leaves).flatMap(name => bus.rules.get(name) ?? []);
    await Promise.all(matched.map(rule => deliver(rule, event)));
  }

  return {
    // Messages are sent before the first await, so that all of a request's are one write to the store.
    route: async events => {
      await store.transaction(() => Promise.all(events.map(routeOne)));
    },
    deliver,
  };
}
