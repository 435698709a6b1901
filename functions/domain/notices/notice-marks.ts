import type { NoticeKey } from './notice.ts';

/** `claimed`: send it now, then mark it. `sent`: it went out. `busy`: another copy of the event is at it; try again later. */
export type Claim = 'claimed' | 'sent' | 'busy';

/** Which mails have gone out: events come more than once. */
export interface NoticeMarks {
  /** @param untilMs milliseconds since 1970: until then nobody else may claim it */
  claim(key: NoticeKey, untilMs: number): Promise<Claim>;
  markSent(key: NoticeKey): Promise<void>;
  wasSent(key: NoticeKey): Promise<boolean>;
}
