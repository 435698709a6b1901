import { createHash } from 'node:crypto';

/** Something that must not be. */
export interface Violation {
  /** What was broken, the same words for the same fault. */
  readonly rule: string;
  readonly webhook: number;
  /** `undefined` when it is not about an event. */
  readonly event: number | undefined;
  readonly detail: string;
}

/** What the API says in the end of one delivery. */
export type RecordedStatus = 'pending' | 'delivered' | 'held' | 'exhausted' | 'refused' | 'gone' | 'failed';

const statuses: readonly RecordedStatus[] = [
  'pending',
  'delivered',
  'held',
  'exhausted',
  'refused',
  'gone',
  'failed',
];

/** A violation is kept whole up to this many: the first tell what is wrong. */
const keptViolations = 1_000;

/**
 * What receivers saw and what records say, for each event and webhook: a few bytes each, so that memory is bounded by the
 * numbers that were asked for.
 */
export class Ledger {
  readonly events: number;
  readonly webhooks: number;
  readonly violations: Violation[] = [];
  violationCount = 0;
  calls = 0;
  duplicates = 0;
  healthChecks = 0;
  readonly #calls: Uint16Array;
  readonly #taken: Uint16Array;
  readonly #idHash: Uint32Array;
  readonly #recorded: Uint8Array;
  readonly #attempts: Uint8Array;

  constructor(events: number, webhooks: number) {
    this.events = events;
    this.webhooks = webhooks;
    const pairs = events * webhooks;
    this.#calls = new Uint16Array(pairs);
    this.#taken = new Uint16Array(pairs);
    this.#idHash = new Uint32Array(pairs);
    this.#recorded = new Uint8Array(pairs);
    this.#attempts = new Uint8Array(pairs);
  }

  violate(violation: Violation): void {
    this.violationCount += 1;
    if (this.violations.length < keptViolations) this.violations.push(violation);
  }

  /** A call of a delivery. @param webhookId the header `webhook-id` */
  noteCall(webhook: number, event: number, webhookId: string): void {
    const pair = this.#pairOf(webhook, event);
    const hash = createHash('md5').update(webhookId).digest().readUInt32LE(0) || 1;
    const known = this.#idHash[pair] ?? 0;
    if (known !== 0 && known !== hash) {
      this.violate({ rule: 'one delivery came under two webhook-ids', webhook, event, detail: webhookId });
    }
    this.#idHash[pair] = hash;
    this.#add(this.#calls, pair);
    this.calls += 1;
    if (this.takenOf(webhook, event) > 0) this.duplicates += 1;
  }

  /** The receiver has answered a call with a success. */
  noteTaken(webhook: number, event: number): void {
    this.#add(this.#taken, this.#pairOf(webhook, event));
  }

  noteRecord(webhook: number, event: number, status: RecordedStatus, attempts: number): void {
    const pair = this.#pairOf(webhook, event);
    this.#recorded[pair] = statuses.indexOf(status) + 1;
    this.#attempts[pair] = attempts;
  }

  forgetRecords(): void {
    this.#recorded.fill(0);
    this.#attempts.fill(0);
  }

  callsOf(webhook: number, event: number): number {
    return this.#calls[this.#pairOf(webhook, event)] ?? 0;
  }

  takenOf(webhook: number, event: number): number {
    return this.#taken[this.#pairOf(webhook, event)] ?? 0;
  }

  attemptsOf(webhook: number, event: number): number {
    return this.#attempts[this.#pairOf(webhook, event)] ?? 0;
  }

  recordOf(webhook: number, event: number): RecordedStatus | undefined {
    return statuses[(this.#recorded[this.#pairOf(webhook, event)] ?? 0) - 1];
  }

  #pairOf(webhook: number, event: number): number {
    if (!(webhook >= 0 && webhook < this.webhooks && event >= 0 && event < this.events)) {
      throw new RangeError(`there is no event ${event} or no webhook ${webhook}`);
    }
    return event * this.webhooks + webhook;
  }

  #add(counters: Uint16Array, pair: number): void {
    counters[pair] = Math.min(65_535, (counters[pair] ?? 0) + 1);
  }
}
