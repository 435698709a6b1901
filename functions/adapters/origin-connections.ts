import { type ConnectionOptions, GuardedConnection, keepAliveMs } from './guarded-connection.ts';

/**
 * Kept-alive connections of one origin. Not undici's Pool: it cannot say whether a request met a reused socket, nor be told to
 * take a fresh one, and after a freeze every idle socket may be dead.
 */
export class OriginConnections {
  readonly #options: ConnectionOptions;
  readonly #now: () => number;
  /** The one used last comes last. */
  readonly #idle: GuardedConnection[] = [];
  #inUse = 0;

  /** @param now milliseconds since 1970 */
  constructor(options: Omit<ConnectionOptions, 'session'>, now: () => number) {
    this.#options = { ...options, session: { newest: undefined, certificateExpiresAt: null } };
    this.#now = now;
  }

  get isInUse(): boolean {
    return this.#inUse > 0;
  }

  /**
   * The most recently used idle connection, or a new one. Age is judged by the clock: timers, undici's too, stand still
   * while a function is frozen, and a socket that died meanwhile may swallow a request in silence.
   */
  take(): GuardedConnection {
    const newest = this.#idle.at(-1);
    if (newest !== undefined && this.#now() - newest.lastUsedMs >= keepAliveMs) this.closeIdle();
    return this.#use(this.#idle.pop());
  }

  takeFresh(): GuardedConnection {
    return this.#use(undefined);
  }

  /** After a whole answer. */
  give(connection: GuardedConnection): void {
    this.#inUse--;
    if (!connection.isReusable) {
      connection.destroy();
      return;
    }
    connection.lastUsedMs = this.#now();
    this.#idle.push(connection);
  }

  /** After anything else. */
  discard(connection: GuardedConnection): void {
    this.#inUse--;
    connection.destroy();
  }

  closeIdle(): void {
    for (const connection of this.#idle.splice(0)) connection.destroy();
  }

  #use(idle: GuardedConnection | undefined): GuardedConnection {
    this.#inUse++;
    return idle ?? new GuardedConnection(this.#options, closed => this.#drop(closed));
  }

  #drop(closed: GuardedConnection): void {
    const index = this.#idle.indexOf(closed);
    if (index < 0) return;
    this.#idle.splice(index, 1);
    closed.destroy();
  }
}
