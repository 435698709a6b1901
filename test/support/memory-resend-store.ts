import type { ResendJob, ResendKey } from '../../functions/domain/resend-job.ts';
import type { ResendPage, ResendStore } from '../../functions/domain/resend-ports.ts';

const retentionMs = 30 * 86_400_000;

/** Resends in memory, under the conditions that the port states. */
export class MemoryResendStore implements ResendStore {
  readonly jobs = new Map<string, ResendJob>();
  /** Each write, in order. */
  readonly saved: ResendJob[] = [];
  /** Runs before a job is saved; may throw, or change jobs as somebody else would. */
  before: () => void = () => {};

  readonly #now: () => number;

  /** @param now milliseconds since 1970; jobs that ended 30 days before are gone */
  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  #isKept({ finishedAt }: ResendJob): boolean {
    return finishedAt === undefined || Date.parse(finishedAt) + retentionMs > this.#now();
  }

  put(job: ResendJob): void {
    this.jobs.set(job.id, job);
  }

  async create(job: ResendJob): Promise<boolean> {
    if ((await this.running(job.webhookId)) !== undefined) return false;
    this.put(job);
    return true;
  }

  async find({ webhookId, id }: ResendKey): Promise<ResendJob | undefined> {
    const job = this.jobs.get(id);
    return job?.webhookId === webhookId && this.#isKept(job) ? job : undefined;
  }

  async running(webhookId: string): Promise<string | undefined> {
    return [...this.jobs.values()].find(job => job.webhookId === webhookId && job.status === 'running')?.id;
  }

  async list({ webhookId, limit, before }: ResendPage): Promise<ResendJob[]> {
    return [...this.jobs.values()]
      .filter(job => job.webhookId === webhookId && (before === undefined || job.id < before))
      .filter(job => this.#isKept(job))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, limit);
  }

  async unfinished(): Promise<ResendKey[]> {
    return [...this.jobs.values()]
      .filter(({ status, page }) => status === 'running' || page.length > 0)
      .map(({ webhookId, id }) => ({ webhookId, id }));
  }

  async save(job: ResendJob, before: ResendJob): Promise<boolean> {
    this.before();
    if (this.jobs.get(job.id)?.revision !== before.revision) return false;
    this.put(job);
    this.saved.push(job);
    return true;
  }
}
