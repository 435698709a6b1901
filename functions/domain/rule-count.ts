import type { RuleState } from './webhook.ts';

/** What the rule-reconciler has counted, of the lists that it compares. */
export interface RuleCount {
  /** RFC 3339: when the rules were listed. */
  readonly countedAt: string;
  /** Rules on the bus that belong to webhooks, switched off or not. */
  readonly rulesOfWebhooks: number;
  /** The other rules on it. */
  readonly otherRules: number;
  /** How many webhooks say so of their rule. */
  readonly webhooks: Readonly<Record<RuleState, number>>;
}

/** Keeps the last count. */
export interface RuleCounts {
  /** @returns `undefined` before the first one */
  last(): Promise<RuleCount | undefined>;
  note(count: RuleCount): Promise<void>;
}

/** All rules that the bus has: its quota makes no difference between them. */
export function rulesUsed({
  rulesOfWebhooks,
  otherRules,
}: Pick<RuleCount, 'rulesOfWebhooks' | 'otherRules'>): number {
  return rulesOfWebhooks + otherRules;
}
