import type { PortalLink, PortalSession } from './portal.ts';

/** What a link is taken for. */
export interface LinkTaking {
  /** Of the session's token. */
  readonly sessionHash: string;
  /** Hash of what its taker alone knows: they may take it again for `retakeMs`. Absent: nobody may. */
  readonly by?: string;
}

export interface TakenLink {
  readonly link: PortalLink;
  /** Hash of the session that the same taker took it for before. */
  readonly before?: string;
}

export interface PortalStore {
  addLink(link: PortalLink): Promise<void>;
  /**
   * Whoever takes a link gets it, and nobody else after them.
   * @param hash of its token
   * @returns `undefined` for one that is not there, was taken, or has expired
   */
  takeLink(hash: string, taking: LinkTaking): Promise<TakenLink | undefined>;
  addSession(session: PortalSession): Promise<void>;
  /** @returns `undefined` for one that is not there, was ended, or has expired */
  findSession(hash: string): Promise<PortalSession | undefined>;
  endSession(hash: string): Promise<void>;
}
