import type { Lane } from './lane.ts';

/** The EventBridge rules of webhooks, each named by its webhook's id. */
export interface RuleBook {
  /** Puts rule and target, both whole, so that it can be repeated. */
  put(webhookId: string, rule: DesiredRule): Promise<void>;
  /** Removes target and rule; one that is not there is fine. */
  remove(webhookId: string): Promise<void>;
  /** All rules of the bus, page by page. */
  pages(): AsyncIterable<RulePage>;
  /** The lane that the rule leads to; `undefined` when its target is not exactly one that `put` would write. */
  targetLane(webhookId: string): Promise<Lane | undefined>;
}

export interface DesiredRule {
  readonly pattern: string;
  readonly enabled: boolean;
  readonly lane: Lane;
}

export interface RulePage {
  /** Those that belong to webhooks. */
  readonly rules: readonly ActualRule[];
  /** How many others there are: they count against the quota, too. */
  readonly others: number;
}

/** What the list of rules shows of one: not its target. */
export interface ActualRule extends Omit<DesiredRule, 'lane'> {
  readonly webhookId: string;
}
