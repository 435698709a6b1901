import type { RuleCount, RuleCounts } from '../../functions/domain/rule-count.ts';

/** The last count in memory. */
export class MemoryRuleCounts implements RuleCounts {
  count: RuleCount | undefined;

  async last(): Promise<RuleCount | undefined> {
    return this.count;
  }

  async note(count: RuleCount): Promise<void> {
    this.count = count;
  }
}
