import { type ConnectionOptions, GuardedConnection } from './guarded-connection.ts';

/**
 * Kept-alive connections of one origin. Not undici's Pool: it cannot say whether a request met a reused socket, nor be told to
 * take a fresh one, and after a freeze every idle socket may be dead.
 */
export class OriginConnections {
  readonly #options: ConnectionOptions;
  readonly #idle: GuardedConnection[] = [];
  #inUse = 0;

  constructor(options: Omit<ConnectionOptions, 'session'>) {
    this.#options = { ...options, session: { newest: undefined } };
  }

  get isInUse(): boolean {
    return this.#inUse > 0;
  }

  /** The most recently used idle connection, or a new one. */
  take(): GuardedConnection {
    return this.#use(this.#idle.pop());
  }

  takeFresh(): GuardedConnection {
    return this.#use(undefined);
  }

  /** After a whole answer. */
  give(connection: GuardedConnection): void {
    this.#inUse--;
    if (connection.isConnected) this.#idle.push(connection);
    else connection.destroy();
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
