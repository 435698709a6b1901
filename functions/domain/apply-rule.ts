import { ProblemError } from './errors.ts';
import { laneOf } from './lane.ts';
import type { WebhookStore } from './ports.ts';
import type { DesiredRule, RuleBook } from './rule-book.ts';
import { type RuleState, type WebhookState, wantsEvents } from './webhook.ts';

/** How often a rule is put again because its webhook went on meanwhile. */
const maxRounds = 5;

/**
 * The rule that carries a webhook's filter.
 * @param requestTimeoutMs the construct's requestTimeout, by which lanes are told apart
 */
export function desiredRule(state: WebhookState, requestTimeoutMs: number): DesiredRule {
  const { webhook } = state;
  const lane = laneOf(webhook, requestTimeoutMs);
  return { pattern: webhook.pattern, enabled: wantsEvents(state), lane };
}

/** What `rule` says once EventBridge has the desired rule. */
export function settledRule(state: WebhookState): RuleState {
  return wantsEvents(state) ? 'live' : 'off';
}

/** What `rule` says of a webhook that changes: `pending` when EventBridge must hear of it, or has still to hear of an earlier change. */
export function ruleAfterChange(
  before: WebhookState,
  after: WebhookState,
  requestTimeoutMs: number,
): RuleState {
  const was = desiredRule(before, requestTimeoutMs);
  const is = desiredRule(after, requestTimeoutMs);
  const same = was.pattern === is.pattern && was.enabled === is.enabled && was.lane === is.lane;
  return same && before.webhook.rule === settledRule(before) ? before.webhook.rule : 'pending';
}

/** Whether a rule could not be had because the bus has as many as EventBridge allows. */
export function isNoRoom(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'too-many-rules';
}

export interface ApplyRulePorts {
  readonly webhooks: Pick<WebhookStore, 'find' | 'markRule'>;
  readonly rules: Pick<RuleBook, 'put' | 'remove'>;
  /** The construct's requestTimeout. */
  readonly requestTimeoutMs: number;
}

/**
 * Brings EventBridge's rule in line with a webhook that was just written, and marks it so.
 *
 * Several may do this at once. Whoever puts a rule then marks it under the revision that it put; if the webhook has gone on
 * meanwhile, the mark is refused, and the newest state is put again. As every change of what a rule says raises the
 * webhook's revision, the last rule to be put is always that of the newest revision.
 * @returns the newest state; its rule is still `pending` when others changed the webhook faster than it could be put
 * @throws what the ports throw: the webhook stays `pending`, and the rule-reconciler finishes it
 */
export async function applyRule(written: WebhookState, ports: ApplyRulePorts): Promise<WebhookState> {
  let state = written;
  for (let round = 0; round < maxRounds; round++) {
    const { id, revision } = state.webhook;
    if (state.webhook.deletedAt === undefined)
      await ports.rules.put(id, desiredRule(state, ports.requestTimeoutMs));
    else await ports.rules.remove(id);
    const rule = settledRule(state);
    if (await ports.webhooks.markRule(id, revision, rule)) {
      return { ...state, webhook: { ...state.webhook, rule } };
    }
    const newest = await ports.webhooks.find(id);
    if (newest === undefined) {
      await ports.rules.remove(id);
      return state;
    }
    state = newest;
  }
  return leavePending(state, ports);
}

/**
 * The rule that was put last may be older than one that another change has put and marked: the mark is taken back. If that
 * is refused too, yet another change came after, and whoever made it puts its rule after ours.
 */
async function leavePending(state: WebhookState, { webhooks }: ApplyRulePorts): Promise<WebhookState> {
  await webhooks.markRule(state.webhook.id, state.webhook.revision, 'pending');
  return { ...state, webhook: { ...state.webhook, rule: 'pending' } };
}
