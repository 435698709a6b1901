import type { Lane } from '../../functions/domain/lane.ts';
import type { DesiredRule, RuleBook, RulePage } from '../../functions/domain/rule-book.ts';

const pageSize = 2;

/** EventBridge's rules in memory. */
export class MemoryRuleBook implements RuleBook {
  readonly rules = new Map<string, Omit<DesiredRule, 'lane'>>();
  /** Where rules lead that do not lead to the fast lane. */
  readonly lanes = new Map<string, Lane>();
  /** Webhooks whose rule has lost its target, or has another one. */
  readonly wrongTargets = new Set<string>();
  /** How many rules the bus has beside those of webhooks. */
  others = 0;
  /** Every change and every look at a target, in order. */
  readonly calls: string[] = [];
  /** Called before each `put`; what it throws, `put` throws. */
  beforePut: (webhookId: string, rule: DesiredRule) => Promise<void> | void = () => {};
  /** Called before each `remove`; what it throws, `remove` throws. */
  beforeRemove: (webhookId: string) => Promise<void> | void = () => {};

  async put(webhookId: string, rule: DesiredRule): Promise<void> {
    this.calls.push(`put ${webhookId} ${rule.enabled ? 'enabled' : 'disabled'}`);
    await this.beforePut(webhookId, rule);
    this.rules.set(webhookId, { pattern: rule.pattern, enabled: rule.enabled });
    if (rule.lane === 'fast') this.lanes.delete(webhookId);
    else this.lanes.set(webhookId, rule.lane);
    this.wrongTargets.delete(webhookId);
  }

  async remove(webhookId: string): Promise<void> {
    this.calls.push(`remove ${webhookId}`);
    await this.beforeRemove(webhookId);
    this.rules.delete(webhookId);
    this.lanes.delete(webhookId);
    this.wrongTargets.delete(webhookId);
  }

  async *pages(): AsyncGenerator<RulePage> {
    const all = [...this.rules]
      .map(([webhookId, rule]) => ({ webhookId, ...rule }))
      .sort((a, b) => (a.webhookId < b.webhookId ? -1 : 1));
    let { others } = this;
    for (let start = 0; start < all.length || others > 0; start += pageSize) {
      yield { rules: all.slice(start, start + pageSize), others };
      others = 0;
    }
  }

  async targetLane(webhookId: string): Promise<Lane | undefined> {
    this.calls.push(`target ${webhookId}`);
    if (!this.rules.has(webhookId) || this.wrongTargets.has(webhookId)) return undefined;
    return this.lanes.get(webhookId) ?? 'fast';
  }
}
