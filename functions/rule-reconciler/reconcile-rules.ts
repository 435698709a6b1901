import { applyRule, isNoRoom } from '../domain/apply-rule.ts';
import type { GrantRound, GrantStore } from '../domain/grant-ports.ts';
import type { TransitionGuard } from '../domain/own-fault-ports.ts';
import type { Log, Metrics, WebhookStore } from '../domain/ports.ts';
import type { ActualRule, RuleBook } from '../domain/rule-book.ts';
import { type RuleCount, type RuleCounts, rulesUsed } from '../domain/rule-count.ts';
import type { Webhook } from '../domain/webhook.ts';
import { isRightTarget, judge, type SeenTarget, suspect } from './find-drift.ts';
import { callsPerRepair, type Pace } from './pace.ts';
import { reconcileGrants } from './reconcile-grants.ts';

/**
 * Targets that one run looks at, a call each: all of them on a bus with EventBridge's default quota of 300 rules
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html).
 */
export const maxTargetChecks = 300;
/** Time kept free at the end of an invocation, for the repair that is under way and the report. */
const reserveMs = 10_000;

export interface ReconcilerDeps {
  readonly webhooks: Pick<WebhookStore, 'find' | 'markRule' | 'pages' | 'save'>;
  readonly grants: Pick<GrantStore, 'missing' | 'given'>;
  readonly round: GrantRound;
  readonly rules: RuleBook;
  /** Is told how many webhooks there are. */
  readonly transitions: Pick<TransitionGuard, 'noteWebhooks'>;
  readonly ruleCounts: Pick<RuleCounts, 'note'>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly pace: Pace;
  /** The construct's requestTimeout. */
  readonly requestTimeoutMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** What is left of this invocation. */
  readonly remainingMs: () => number;
  /** A rule's target can only be seen by a call of its own: of more rules, a stretch that begins at random is looked at. */
  readonly maxTargetChecks: number;
}

/** What a run found and mended. `skipped` waits for the next run: time was short, or AWS did not answer. */
export interface Drift {
  readonly checked: number;
  readonly missing: number;
  readonly wrong: number;
  readonly orphaned: number;
  readonly finished: number;
  readonly skipped: number;
}

async function listWebhooks({ webhooks }: ReconcilerDeps): Promise<Map<string, Webhook>> {
  const found = new Map<string, Webhook>();
  for await (const page of webhooks.pages()) for (const webhook of page) found.set(webhook.id, webhook);
  return found;
}

async function listRules({ rules, pace }: ReconcilerDeps): Promise<ListedRules> {
  const actual = new Map<string, ActualRule>();
  let others = 0;
  for await (const page of rules.pages()) {
    for (const rule of page.rules) actual.set(rule.webhookId, rule);
    others += page.others;
    await pace(1);
  }
  return { actual, others };
}

interface ListedRules {
  readonly actual: ReadonlyMap<string, ActualRule>;
  readonly others: number;
}

function countOf(webhooks: Iterable<Webhook>, { actual, others }: ListedRules, nowMs: number): RuleCount {
  const states = { live: 0, pending: 0, off: 0 };
  for (const { rule } of webhooks) states[rule]++;
  return {
    countedAt: new Date(nowMs).toISOString(),
    rulesOfWebhooks: actual.size,
    otherRules: others,
    webhooks: states,
  };
}

/** From a random one on, around to it. */
function fromAnywhere(ids: readonly string[], { random }: Pick<ReconcilerDeps, 'random'>): string[] {
  const start = Math.floor(random() * ids.length);
  return [...ids.slice(start), ...ids.slice(0, start)];
}

/**
 * Compares the rules that webhooks should have with those that EventBridge has, and mends the difference. Webhooks are
 * listed first: whichever is listed as `live` had its rule before the rules were listed.
 */
export async function reconcileRules(deps: ReconcilerDeps): Promise<Drift> {
  const drift = { checked: 0, missing: 0, wrong: 0, orphaned: 0, finished: 0, skipped: 0 };
  const desired = await listWebhooks(deps);
  // First, so that no number of rules to be mended keeps a company's events open to whom it has withdrawn them.
  drift.skipped += await reconcileGrants(deps, desired.values());
  const { actual, others } = await listRules(deps);
  const count = countOf(desired.values(), { actual, others }, deps.now());
  deps.metrics.count('RulesUsed', rulesUsed(count));
  const ids = [...new Set([...desired.keys(), ...actual.keys()])].sort();
  const withRule = ids.filter(id => actual.has(id));
  const looked = new Set(fromAnywhere(withRule, deps).slice(0, deps.maxTargetChecks));

  // What the lists themselves show goes first; targets, which cost a call each, come after.
  const isSuspected = (id: string) => suspect(desired.get(id), actual.get(id)) !== undefined;
  // From anywhere on: else those that cannot be mended would use up the time of the ones behind them, in every run.
  const suspected = fromAnywhere(ids.filter(isSuspected), deps);
  const unsuspected = ids.filter(id => looked.has(id) && !isSuspected(id));
  drift.checked = ids.length;
  for (const id of [...suspected, ...unsuspected]) {
    if (deps.remainingMs() < reserveMs) drift.skipped++;
    else await unlessItFails(id, () => mend(id));
  }

  const drifted = drift.missing + drift.wrong + drift.orphaned;
  deps.metrics.count('RuleDrift', drifted);
  deps.log.info('rules reconciled', drift);
  await deps.ruleCounts.note(count);
  await deps.transitions.noteWebhooks(desired.size);
  return drift;

  /** One rule that cannot be mended does not keep the others from it. */
  async function unlessItFails(id: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      drift.skipped++;
      if (isNoRoom(error)) deps.metrics.count('RuleRefused', 1);
      deps.log.error('rule not mended', { webhookId: id, error });
    }
  }

  async function mend(id: string): Promise<void> {
    const rule = actual.get(id);
    const listed = desired.get(id);
    const seen = await lookAtTarget(id);
    const { requestTimeoutMs } = deps;
    const isFine = listed === undefined || isRightTarget(seen, listed, requestTimeoutMs);
    if (isFine && suspect(listed, rule) === undefined) return;
    const state = await deps.webhooks.find(id);
    const verdict = judge(state, rule, seen, { nowMs: deps.now(), requestTimeoutMs });
    if (verdict.kind === 'fine') return;
    await deps.pace(callsPerRepair);
    if (verdict.kind === 'remove') {
      await deps.rules.remove(id);
      drift.orphaned++;
      return;
    }
    if (state === undefined) return;
    await applyRule(state, deps);
    drift[verdict.drift]++;
  }

  async function lookAtTarget(id: string): Promise<SeenTarget> {
    if (!desired.has(id) || !looked.has(id)) return 'unseen';
    await deps.pace(1);
    return (await deps.rules.targetLane(id)) ?? 'wrong';
  }
}
