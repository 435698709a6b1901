import type { Attempt, AttemptError } from './delivery.ts';

/** Failures that a broken way out of ours would look like as well. */
const connectionErrors: ReadonlySet<AttemptError> = new Set(['dns', 'connect', 'tls', 'timeout', 'reset']);

/** Whether a failed call got no HTTP answer, so that the fault may be ours. */
export function mayBeOurFault({ status, error }: Pick<Attempt, 'status' | 'error'>): boolean {
  return status === null && error !== null && connectionErrors.has(error);
}

/** What is remembered of one host, milliseconds since 1970. */
interface HostMemory {
  calledAtMs: number;
  /** Since when every call to it has failed to connect; `undefined` while it answers. */
  failingSinceMs: number | undefined;
}

const windowMs = 60_000;
/** A host that fails for longer than this is no longer a sudden failure: it is down. */
const suddenMs = 600_000;
const minHosts = 10;
const suspiciousShare = 0.2;
const maxHosts = 5000;

/**
 * How many of the hosts that were called within the last minute have suddenly ceased to answer: when it is more than a fifth
 * of at least ten, the fault is more likely ours than theirs.
 */
export class HostWatch {
  readonly #hosts = new Map<string, HostMemory>();

  note(host: string, isFailure: boolean, nowMs: number): void {
    const known = this.#hosts.get(host);
    this.#hosts.delete(host);
    const failingSinceMs = isFailure ? (known?.failingSinceMs ?? nowMs) : undefined;
    this.#hosts.set(host, { calledAtMs: nowMs, failingSinceMs });
    const [oldest] = this.#hosts.keys();
    if (this.#hosts.size > maxHosts && oldest !== undefined) this.#hosts.delete(oldest);
  }

  isSuspicious(nowMs: number): boolean {
    let called = 0;
    let sudden = 0;
    for (const { calledAtMs, failingSinceMs } of this.#hosts.values()) {
      if (nowMs - calledAtMs > windowMs) continue;
      called++;
      if (failingSinceMs !== undefined && nowMs - failingSinceMs <= suddenMs) sudden++;
    }
    return called >= minHosts && sudden > called * suspiciousShare;
  }
}
