import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../../client/api/client.ts';
import {
  type LiveList,
  liveListOf,
  shown,
  withNewest,
  withOlder,
} from '../../../../console/src/deliveries/live-list.ts';

function delivery(id: string, status: Delivery['status'] = 'delivered'): Delivery {
  return {
    id,
    webhookId: 'whk_1',
    eventId: `event ${id}`,
    eventType: 'TODO_MOVED',
    status,
    createdAt: '2026-01-09T14:05:12.000Z',
    run: 1,
    resendOf: null,
    nextAttemptAt: null,
    attempts: [],
  };
}

const page = (ids: string, nextCursor: string | null = 'more') => ({
  items: [...ids].map(id => delivery(id)),
  nextCursor,
});
const idsOf = ({ rows, waiting }: LiveList) => [rows, waiting].map(list => list.map(({ id }) => id).join(''));

// Ids sort by time: "e" is newer than "d".
describe('the live list', () => {
  it('puts new rows at the top when they may push', () => {
    expect(idsOf(withNewest(liveListOf(page('dcb')), page('edc'), true))).toEqual(['edcb', '']);
  });

  it('lets new rows wait when they may not, and shows them when asked', () => {
    const waiting = withNewest(liveListOf(page('dcb')), page('fed'), false);
    expect(idsOf(waiting)).toEqual(['dcb', 'fe']);
    const later = withNewest(waiting, page('gfe'), false);
    expect(idsOf(later)).toEqual(['dcb', 'gfe']);
    expect(idsOf(shown(waiting))).toEqual(['fedcb', '']);
  });

  it('changes rows where they are', () => {
    const list = liveListOf({
      items: [delivery('c', 'pending'), delivery('b', 'pending')],
      nextCursor: 'more',
    });
    const next = withNewest(
      list,
      { items: [delivery('d'), delivery('c', 'failed')], nextCursor: 'more' },
      false,
    );
    expect(next.rows.map(({ id, status }) => [id, status])).toEqual([
      ['c', 'failed'],
      ['b', 'pending'],
    ]);
  });

  it('drops rows that the filter means no more, and keeps those behind the page', () => {
    expect(idsOf(withNewest(liveListOf(page('edcba')), page('ec'), false))).toEqual(['ecba', '']);
    expect(idsOf(withNewest(liveListOf(page('edcba')), page('ec', null), false))).toEqual(['ec', '']);
  });

  it('knows that nothing follows once the newest page is the last one', () => {
    expect(withNewest(liveListOf(page('cb')), page('cb', null), true).nextCursor).toBeNull();
    expect(withNewest(liveListOf(page('cb', 'here')), page('dc'), true).nextCursor).toBe('here');
  });

  it('begins anew when there may be more between the page and the rows', () => {
    const newest = page('zyx', 'behind x');
    expect(withNewest(liveListOf(page('cb')), newest, true)).toEqual(liveListOf(newest));
    const waiting = withNewest(liveListOf(page('cb')), newest, false);
    expect(idsOf(waiting)).toEqual(['cb', 'zyx']);
    expect(shown(withNewest(waiting, newest, false))).toEqual(liveListOf(newest));
  });

  it('gives a delivery that came late its place among the others', () => {
    expect(idsOf(withNewest(liveListOf(page('eca')), page('edca'), true))).toEqual(['edca', '']);
  });

  it('shows at once what comes into an empty list', () => {
    expect(idsOf(withNewest(liveListOf(page('', null)), page('b', null), false))).toEqual(['b', '']);
  });

  it('takes older pages behind the last row, each delivery once', () => {
    const list = withOlder(liveListOf(page('ed')), page('dcb', null));
    expect(idsOf(list)).toEqual(['edcb', '']);
    expect(list.nextCursor).toBeNull();
  });
});
