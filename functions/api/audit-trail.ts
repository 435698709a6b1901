import {
  type AuditActor,
  type AuditEntry,
  type AuditedChange,
  auditId,
} from '../domain/audit/audit-entry.ts';
import type { AuditLog } from '../domain/audit/audit-log.ts';
import type { Caller } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';

/** What an operation says of the change that it is about to make. */
export interface Audit {
  /**
   * Writes down what will be changed. It must come before the change, and be awaited: so no change is missing in the log, whoever
   * dies. Once more, with what is changed now, when others came first and it is all decided anew.
   * @throws AwsCallError when that could not be written: then nothing may be changed
   */
  record(change: AuditedChange): Promise<void>;
  /** What was recorded is not done after all, though the answer is no error. */
  withdraw(): void;
}

export interface AuditTrailOptions {
  readonly operation: string;
  readonly requestId: string;
  readonly caller: Caller;
  readonly auditLog: AuditLog;
  readonly log: Log;
  readonly now: () => number;
}

/** Somebody without an API key comes by the link in a mail. */
function actorOf({ id, kind, name, actor }: Caller): AuditActor {
  if (id === '') return { kind: 'link', id: 'link', name: null };
  return kind === 'key' ? { kind, id, name } : { kind: 'user', id: actor.slice('user:'.length), name };
}

/** The audit entry of one request: written ahead of the change, and again when it is known how that ended. */
export class AuditTrail implements Audit {
  readonly #options: AuditTrailOptions;
  readonly #atMs: number;
  #entry: AuditEntry | undefined;
  #isWithdrawn = false;

  constructor(options: AuditTrailOptions) {
    this.#options = options;
    this.#atMs = options.now();
  }

  async record(change: AuditedChange): Promise<void> {
    const { operation, requestId, caller, auditLog } = this.#options;
    this.#isWithdrawn = false;
    this.#entry = {
      id: auditId(this.#atMs, requestId),
      at: new Date(this.#atMs).toISOString(),
      requestId,
      operation,
      actor: actorOf(caller),
      ...change,
      outcome: 'begun',
    };
    await auditLog.put(this.#entry);
  }

  withdraw(): void {
    this.#isWithdrawn = true;
  }

  /** Runs the operation, and writes down how it ended. An error that is not the caller's leaves that open: it may have been done. */
  async over<Answer>(operate: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await operate();
      await this.#end(this.#isWithdrawn ? 'refused' : 'done');
      return answer;
    } catch (error) {
      if (error instanceof ProblemError) await this.#end('refused');
      throw error;
    }
  }

  /** The change is made, or is not: that the log cannot say so yet alters nothing of that. */
  async #end(outcome: AuditEntry['outcome']): Promise<void> {
    if (this.#entry === undefined) return;
    const { auditLog, log } = this.#options;
    try {
      await auditLog.put({ ...this.#entry, outcome });
    } catch (error) {
      log.error('an audit entry is left as begun', { auditId: this.#entry.id, outcome, error });
    }
  }
}
