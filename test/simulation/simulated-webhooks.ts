import type { ExpectedVersions } from '../../functions/domain/ports.ts';
import type { Health, WebhookState } from '../../functions/domain/webhook.ts';

/** Webhooks with their health; whoever watches hears of every write. */
export class SimulatedWebhooks {
  readonly states = new Map<string, WebhookState>();
  readonly #onHealth: (id: string, before: Health, after: Health) => void;

  constructor(onHealth: (id: string, before: Health, after: Health) => void) {
    this.#onHealth = onHealth;
  }

  async find(id: string): Promise<WebhookState | undefined> {
    return this.states.get(id);
  }

  async saveHealth(id: string, health: Health, expectedRevision: number): Promise<boolean> {
    return this.replaceHealth(id, health, { healthRevision: expectedRevision });
  }

  replaceHealth(
    id: string,
    health: Health,
    expected: Partial<ExpectedVersions> & Pick<ExpectedVersions, 'healthRevision'>,
  ): boolean {
    const state = this.states.get(id);
    if (state?.health.revision !== expected.healthRevision) return false;
    this.states.set(id, { ...state, health });
    this.#onHealth(id, state.health, health);
    return true;
  }

  /** The end of a hold period is written so; the rule is nobody's concern here. */
  async save(state: WebhookState, expected: { healthRevision: number }): Promise<boolean> {
    return this.replaceHealth(state.webhook.id, state.health, expected);
  }

  async setLane(id: string, slowSince: string | undefined, revision: number): Promise<boolean> {
    const state = this.states.get(id);
    if (state?.webhook.revision !== revision) return false;
    const { slowSince: _, ...rest } = state.webhook;
    const webhook = { ...rest, revision: revision + 1, ...(slowSince === undefined ? {} : { slowSince }) };
    this.states.set(id, { ...state, webhook });
    return true;
  }
}
