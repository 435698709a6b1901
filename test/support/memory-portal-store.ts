import { isOver, type PortalLink, type PortalSession, retakeMs } from '../../functions/domain/portal.ts';
import type { LinkTaking, PortalStore, TakenLink } from '../../functions/domain/portal-ports.ts';

/** Portal links and sessions in memory. */
export class MemoryPortalStore implements PortalStore {
  readonly links = new Map<string, PortalLink>();
  /** Links that were taken, by whom, and for which session last. */
  readonly taken = new Map<string, { atMs: number; sessionHash: string; by: string | undefined }>();
  readonly sessions = new Map<string, PortalSession>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async addLink(link: PortalLink): Promise<void> {
    this.links.set(link.hash, link);
  }

  async takeLink(hash: string, { sessionHash, by }: LinkTaking): Promise<TakenLink | undefined> {
    const link = this.links.get(hash);
    if (link === undefined) return undefined;
    const taken = this.taken.get(hash);
    const isAgain = taken?.by !== undefined && taken.by === by && taken.atMs > this.#now() - retakeMs;
    if (taken !== undefined && !isAgain) return undefined;
    this.taken.set(hash, { atMs: this.#now(), ...taken, sessionHash, by });
    if (isOver(link, this.#now())) return undefined;
    return { link, ...(taken === undefined ? {} : { before: taken.sessionHash }) };
  }

  async addSession(session: PortalSession): Promise<void> {
    this.sessions.set(session.hash, session);
  }

  async findSession(hash: string): Promise<PortalSession | undefined> {
    const session = this.sessions.get(hash);
    return session === undefined || isOver(session, this.#now()) ? undefined : session;
  }

  async endSession(hash: string): Promise<void> {
    this.sessions.delete(hash);
  }
}
