import { companiesOf } from '../../functions/domain/filter.ts';
import { unmeasured } from '../../functions/domain/lane.ts';
import type { DueCheck, ExpectedRevisions, WebhookPage, WebhookStore } from '../../functions/domain/ports.ts';
import type { Health, RuleState, Webhook, WebhookState } from '../../functions/domain/webhook.ts';

const pageSize = 2;

/** Webhooks in memory, under the conditions that the port states. */
export class MemoryWebhookStore implements WebhookStore {
  readonly states = new Map<string, WebhookState>();

  async find(id: string): Promise<WebhookState | undefined> {
    return this.states.get(id);
  }

  async findAll(ids: readonly string[]): Promise<WebhookState[]> {
    return ids.flatMap(id => this.states.get(id) ?? []);
  }

  async create(state: WebhookState): Promise<void> {
    if (this.states.has(state.webhook.id)) throw new Error(`webhook ${state.webhook.id} exists`);
    this.states.set(state.webhook.id, state);
  }

  async save(state: WebhookState, expected: ExpectedRevisions): Promise<boolean> {
    const { id } = state.webhook;
    const current = this.states.get(id);
    if (current?.webhook.revision !== expected.revision) return false;
    if (current.health.revision !== expected.healthRevision) return false;
    this.states.set(id, state);
    return true;
  }

  async markRule(id: string, revision: number, rule: RuleState): Promise<boolean> {
    const current = this.states.get(id);
    if (current?.webhook.revision !== revision) return false;
    this.states.set(id, { ...current, webhook: { ...current.webhook, rule } });
    return true;
  }

  async setLane(id: string, slowSince: string | undefined, revision: number): Promise<boolean> {
    const current = this.states.get(id);
    if (current?.webhook.revision !== revision) return false;
    const webhook = { ...unmeasured(current.webhook), rule: 'pending', revision: revision + 1 } as const;
    const measured = slowSince === undefined ? webhook : { ...webhook, slowSince };
    this.states.set(id, { ...current, webhook: measured });
    return true;
  }

  async saveHealth(id: string, health: Health, expectedRevision: number): Promise<boolean> {
    const current = this.states.get(id);
    if (current?.health.revision !== expectedRevision) return false;
    this.states.set(id, { ...current, health });
    return true;
  }

  async list({ companies, ownerCompanyId, limit, before }: WebhookPage): Promise<WebhookState[]> {
    return this.alive()
      .filter(
        ({ webhook }) =>
          (before === undefined || webhook.id < before) &&
          (ownerCompanyId === undefined || webhook.ownerCompanyId === ownerCompanyId) &&
          (companies === '*' || companiesOf(webhook.filter).every(id => companies.includes(id))),
      )
      .sort((a, b) => (a.webhook.id < b.webhook.id ? 1 : -1))
      .slice(0, limit);
  }

  async *pages(ownerCompanyId?: string): AsyncGenerator<readonly Webhook[]> {
    const webhooks = this.alive()
      .map(({ webhook }) => webhook)
      .filter(webhook => ownerCompanyId === undefined || webhook.ownerCompanyId === ownerCompanyId)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    for (let start = 0; start < webhooks.length; start += pageSize) {
      yield webhooks.slice(start, start + pageSize);
    }
  }

  async countOwned(ownerCompanyId: string, enough = Number.POSITIVE_INFINITY): Promise<number> {
    const owned = this.alive().filter(({ webhook }) => webhook.ownerCompanyId === ownerCompanyId);
    return Math.min(owned.length, enough);
  }

  async releasing(): Promise<string[]> {
    return [...this.states.values()]
      .filter(({ health }) => health.releasingSince !== undefined)
      .map(({ webhook }) => webhook.id)
      .sort();
  }

  async dueChecks(by: string, limit: number): Promise<DueCheck[]> {
    return [...this.states.values()]
      .flatMap(({ webhook, health: { nextCheckAt, releasingSince } }) =>
        nextCheckAt === undefined || releasingSince !== undefined || nextCheckAt > by
          ? []
          : [{ webhookId: webhook.id, dueAt: nextCheckAt }],
      )
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .slice(0, limit);
  }

  private alive(): WebhookState[] {
    return [...this.states.values()].filter(({ webhook }) => webhook.deletedAt === undefined);
  }
}
