import { isBeingCreated } from '../domain/being-created.ts';
import { withoutCredentials } from '../domain/credentials.ts';
import { beginsResend, type Delivery } from '../domain/delivery.ts';
import { UnreadableMessageError } from '../domain/errors.ts';
import { accessibleFilter, allowsTenant } from '../domain/filter.ts';
import { isWebhookId } from '../domain/identifiers.ts';
import { callFor } from '../domain/payload.ts';
import { type QueuedEvent, readMessage } from '../domain/queue-message.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { announcementOf } from './announcements.ts';
import { askLeave, type Leave } from './ask-leave.ts';
import { isUnwanted } from './check-residual.ts';
import { defer } from './defer.ts';
import { deliveryIdOf, heldDelivery, newDelivery } from './delivery-record.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { endDelivery } from './end-delivery.ts';
import { tenantFault } from './guard-tenant.ts';
import type { Passage } from './lane-watch.ts';
import { ack, type Outcome } from './outcome.ts';
import { passOn } from './pass-on.ts';
import { planDelivery } from './plan-delivery.ts';
import { backOff, postpone } from './postpone.ts';
import type { ReceivedMessage } from './received-message.ts';
import { settleAttempt } from './settle-attempt.ts';

/** How often a record may go on under one message's hands before the message is left for later. */
const maxRounds = 4;
/** A call for which there is no time left in this invocation waits so long for the next one. */
const noTimeWaitMs = 1000;

/** Never rejects: what goes wrong with one message is that message's alone. */
export async function deliverOne(deps: WorkerDependencies, message: ReceivedMessage): Promise<Outcome> {
  try {
    return await deliver(deps, message);
  } catch (error) {
    if (error instanceof UnreadableMessageError) deps.metrics.count('MessageUnreadable', 1);
    deps.log.error('a message could not be worked on', { messageId: message.id, error });
    return backOff(deps, message);
  }
}

async function deliver(deps: WorkerDependencies, message: ReceivedMessage): Promise<Outcome> {
  const queued = readMessage(message.body);
  const { webhookId, event } = queued;
  if (!isWebhookId(webhookId)) throw new UnreadableMessageError('the message names no webhook');
  const id = deliveryIdOf(queued);
  // A message that EventBridge has just made has no record: reading one would double the cost of the usual case.
  const mayHaveRecord = message.sentAgain || message.receives > 1;
  const state = await currentState(deps, queued, message);
  if (state === undefined) tellUnknown(deps, queued);
  if (state === undefined || state.webhook.deletedAt !== undefined) {
    return mayHaveRecord ? endDelivery(deps, message, id, undefined) : ack;
  }
  const fault = tenantFault(state.webhook, event, message);
  if (fault !== undefined) {
    deps.metrics.count(fault, 1);
    deps.log.error("an event's tenant is none of its webhook's", { fault, webhookId, eventId: event.id });
    return mayHaveRecord ? endDelivery(deps, message, id, state.webhook) : ack;
  }
  const record = mayHaveRecord ? await deps.deliveries.find(id) : undefined;
  // What has begun, or was sent by us, was wanted when it began.
  if (record === undefined && !message.sentAgain && (await isUnwanted(deps, state, queued, message))) {
    deps.metrics.count('EventUnwanted', 1);
    return ack;
  }
  // Whoever asks for a delivery again may have mended its webhook this moment.
  const called = beginsResend(record) ? await deps.webhooks.findFresh(webhookId) : state;
  if (called === undefined || called.webhook.deletedAt !== undefined) {
    return endDelivery(deps, message, id, undefined);
  }
  return goOn(deps, message, queued, { id, state: called, record });
}

/** What comes between a new webhook's rule and the webhook itself came before its creation was answered: nobody waits for it. */
function tellUnknown({ metrics, log, now }: WorkerDependencies, { webhookId, event }: QueuedEvent): void {
  const fields = { webhookId, eventId: event.id };
  if (isBeingCreated(webhookId, now())) {
    log.info('an event came before its webhook', fields);
    return;
  }
  metrics.count('WebhookUnknown', 1);
  log.error('an event came for a webhook that nobody knows', fields);
}

/**
 * What was sent again may have been released this moment: a cache that knows of no release would hold it once more. And a
 * filter that was widened this moment lets an event pass that a cache would drop. A new webhook may have been looked for before
 * it was written.
 */
async function currentState(
  { webhooks, now }: Pick<WorkerDependencies, 'webhooks' | 'now'>,
  { webhookId, event }: QueuedEvent,
  message: ReceivedMessage,
): Promise<WebhookState | undefined> {
  const known = await webhooks.find(webhookId);
  if (known === undefined) {
    const mayBeThere = message.sentAgain || isBeingCreated(webhookId, now());
    return mayBeThere ? webhooks.findFresh(webhookId) : undefined;
  }
  const isDoubtful =
    (message.sentAgain && known.health.status !== 'active') ||
    !allowsTenant(accessibleFilter(known.webhook), event.detail.companyId, event.detail.projectId);
  return isDoubtful ? webhooks.findFresh(webhookId) : known;
}

interface Known {
  readonly id: string;
  readonly state: WebhookState;
  readonly record: Delivery | undefined;
}

/** Plans and acts until the message has an outcome; a write that came too late means: read again, plan anew. */
async function goOn(
  deps: WorkerDependencies,
  message: ReceivedMessage,
  queued: QueuedEvent,
  { id, state, record: firstRecord }: Known,
): Promise<Outcome> {
  let record = firstRecord;
  let hasCalled = false;
  for (let round = 1; round <= maxRounds; round++) {
    const nowMs = deps.now();
    const begin = () => newDelivery(id, queued);
    const plan = planDelivery({ health: state.health, record, begin, message, nowMs });
    switch (plan.kind) {
      case 'nothing':
        return ack;
      case 'announce':
        await deps.operations.publish([announcementOf(plan.delivery, state.webhook)]);
        return ack;
      case 'wait':
        return postpone(deps, message, queued.webhookId, plan.waitMs);
      case 'hold': {
        const held = { delivery: heldDelivery(plan.delivery), eventText: queued.eventText };
        if ((await deps.deliveries.hold(held)) === 'written') {
          deps.metrics.count('DeliveryHeld', 1);
          return ack;
        }
        break;
      }
      case 'take-over':
        if (hasCalled) return backOff(deps, message);
        await deps.deliveries.markSent(plan.delivery);
        break;
      case 'attempt': {
        // One receive, one call: a second one would go out without the wait that is owed to the receiver.
        if (hasCalled) return backOff(deps, message);
        const passage = await callInTurn(deps, message, queued, { id, state });
        if (passage.kind === 'not-yet') return defer(deps, message, queued.webhookId, passage.leave);
        if (passage.kind === 'pass-on') return passOn(deps, message, queued.webhookId);
        if (passage.kind === 'later') return postpone(deps, message, queued.webhookId, noTimeWaitMs);
        hasCalled = true;
        const { attempt } = passage;
        const { delivery } = plan;
        const outcome = await settleAttempt(deps, { message, queued, state, delivery, attempt });
        if (outcome !== 'stale') return outcome;
        break;
      }
    }
    record = await deps.deliveries.find(id);
  }
  return backOff(deps, message);
}

type TurnPassage = Passage | { readonly kind: 'not-yet'; readonly leave: Extract<Leave, { kind: 'later' }> };

/** Calls when the webhook's limits and its lane let it. */
async function callInTurn(
  deps: WorkerDependencies,
  message: ReceivedMessage,
  { event }: QueuedEvent,
  { id: deliveryId, state }: Pick<Known, 'id' | 'state'>,
): Promise<TurnPassage> {
  if (deps.lanes.isElsewhere(state, deps.batch)) return { kind: 'pass-on' };
  // Before the webhook's turn, which is not to be spent on waiting for it.
  const names = await deps.names.of(state, event);
  const leave = await askLeave(deps, state, message);
  if (leave.kind === 'later') return { kind: 'not-yet', leave };
  try {
    const credentials = await deps.credentials.of(state.webhook);
    return await deps.lanes.pass(state, deps.batch, async timeoutMs => {
      const nowMs = deps.now();
      const { nouns } = deps;
      const call = callFor({ state, credentials, deliveryId, event, nowMs, timeoutMs, names, nouns });
      return withoutCredentials(await deps.caller.call(call), credentials);
    });
  } finally {
    await leave.end();
  }
}
