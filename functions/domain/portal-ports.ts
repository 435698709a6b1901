import type { PortalLink, PortalSession } from './portal.ts';

export interface PortalStore {
  addLink(link: PortalLink): Promise<void>;
  /**
   * Whoever takes a link gets it, and nobody after them.
   * @param hash of its token
   * @returns `undefined` for one that is not there, was taken, or has expired
   */
  takeLink(hash: string): Promise<PortalLink | undefined>;
  addSession(session: PortalSession): Promise<void>;
  /** @returns `undefined` for one that is not there, was ended, or has expired */
  findSession(hash: string): Promise<PortalSession | undefined>;
  endSession(hash: string): Promise<void>;
}
