import { newId } from '../domain/identifiers.ts';
import type { ResendListView, ResendView, ResendWindowInput } from '../domain/wire/resend-schema.ts';

const createdAt = '2026-01-12T08:00:00.000Z';
const text = new TextEncoder();

export const exampleResendId = newId('rsd', Date.parse(createdAt), text.encode('after the outage'));

const window = {
  from: '2026-01-10T00:00:00.000Z',
  to: '2026-01-12T00:00:00.000Z',
  statuses: ['failed'],
} satisfies ResendWindowInput;

/** Of the operations that send the deliveries of a window again. */
export function resendExamples(webhookId: string) {
  const begun = {
    id: exampleResendId,
    webhookId,
    status: 'running',
    ...window,
    total: null,
    sent: 0,
    skipped: 0,
    waitingSince: null,
    createdAt,
    updatedAt: createdAt,
    finishedAt: null,
  } satisfies ResendView;
  const underWay = {
    ...begun,
    total: 412,
    sent: 127,
    skipped: 1,
    updatedAt: '2026-01-12T08:00:07.512Z',
  } satisfies ResendView;
  const endedAt = '2026-01-12T08:00:08.020Z';
  return {
    createResend: { request: window, answer: begun },
    listResends: { answer: { items: [underWay], nextCursor: null } satisfies ResendListView },
    getResend: { answer: underWay },
    cancelResend: {
      request: {},
      answer: {
        ...underWay,
        status: 'cancelled',
        updatedAt: endedAt,
        finishedAt: endedAt,
      } satisfies ResendView,
    },
  };
}
