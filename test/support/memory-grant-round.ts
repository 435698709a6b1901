import type { GrantRound } from '../../functions/domain/grant-ports.ts';

/** A round in memory. */
export class MemoryGrantRound implements GrantRound {
  readonly calls: string[] = [];
  #lastId: string | undefined;

  async lastId(): Promise<string | undefined> {
    this.calls.push('read');
    return this.#lastId;
  }

  async stopAfter(webhookId: string): Promise<void> {
    this.calls.push(`stop after ${webhookId}`);
    this.#lastId = webhookId;
  }

  async end(): Promise<void> {
    this.calls.push('end');
    this.#lastId = undefined;
  }
}
