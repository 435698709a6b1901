import { isOver, type PortalLink, type PortalSession } from '../../functions/domain/portal.ts';
import type { PortalStore } from '../../functions/domain/portal-ports.ts';

/** Portal links and sessions in memory. */
export class MemoryPortalStore implements PortalStore {
  readonly links = new Map<string, PortalLink>();
  readonly sessions = new Map<string, PortalSession>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async addLink(link: PortalLink): Promise<void> {
    this.links.set(link.hash, link);
  }

  async takeLink(hash: string): Promise<PortalLink | undefined> {
    const link = this.links.get(hash);
    this.links.delete(hash);
    return link === undefined || isOver(link, this.#now()) ? undefined : link;
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
