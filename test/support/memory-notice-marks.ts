import type { NoticeKey } from '../../functions/domain/notices/notice.ts';
import type { Claim, NoticeMarks } from '../../functions/domain/notices/notice-marks.ts';

const textOf = ({ webhookId, version, contactId }: NoticeKey) => `${webhookId} ${version} ${contactId}`;

/** Marks in memory, under the conditions that the port states. */
export class MemoryNoticeMarks implements NoticeMarks {
  readonly marks = new Map<string, 'sent' | number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async claim(key: NoticeKey, untilMs: number): Promise<Claim> {
    const mark = this.marks.get(textOf(key));
    if (mark === 'sent') return 'sent';
    if (mark !== undefined && mark > this.#now()) return 'busy';
    this.marks.set(textOf(key), untilMs);
    return 'claimed';
  }

  async markSent(key: NoticeKey): Promise<void> {
    this.marks.set(textOf(key), 'sent');
  }

  async wasSent(key: NoticeKey): Promise<boolean> {
    return this.marks.get(textOf(key)) === 'sent';
  }
}
