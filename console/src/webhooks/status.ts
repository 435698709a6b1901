import type { StatisticsList, Webhook } from '../../../client/api/client.ts';

/** What a webhook's status comes to for people. */
export type Status =
  | { readonly kind: 'noAccess'; readonly tone: 'bad'; readonly companies: readonly string[] }
  | { readonly kind: 'failing' | 'stopped' | 'gone' | 'disabled'; readonly tone: 'bad' }
  | { readonly kind: 'paused' | 'new' | 'quiet' | 'pending'; readonly tone: 'plain' }
  | { readonly kind: 'slow' | 'someFailed'; readonly tone: 'warn' }
  | { readonly kind: 'working'; readonly tone: 'good' };

type Health = Pick<Webhook, 'status' | 'statusReason' | 'noAccessTo' | 'rule' | 'slowSince' | 'createdAt'>;

/** What a webhook did in the last 24 hours. */
export type Day = Pick<StatisticsList['items'][number], 'total' | 'series'>;

/** @param day undefined when that is not known */
export function statusOf(webhook: Health, day: Day | undefined): Status {
  if (webhook.noAccessTo.length > 0) return { kind: 'noAccess', tone: 'bad', companies: webhook.noAccessTo };
  switch (webhook.status) {
    case 'paused':
      return { kind: 'paused', tone: 'plain' };
    case 'failing':
      return { kind: 'failing', tone: 'bad' };
    case 'disabled': {
      const { statusReason } = webhook;
      const kind = statusReason === 'gone' ? 'gone' : statusReason === 'failures' ? 'stopped' : 'disabled';
      return { kind, tone: 'bad' };
    }
    case 'active':
      if (webhook.rule === 'pending') return { kind: 'pending', tone: 'plain' };
      if (webhook.slowSince !== null) return { kind: 'slow', tone: 'warn' };
      if (day === undefined) return { kind: 'working', tone: 'good' };
      if (day.total.failed > 0) return { kind: 'someFailed', tone: 'warn' };
      if (day.total.attempts > 0) return { kind: 'working', tone: 'good' };
      return { kind: wasThere(webhook, day) ? 'quiet' : 'new', tone: 'plain' };
  }
}

/** Whether it was there before that day, of which alone is known that nothing came. */
function wasThere({ createdAt }: Health, { series }: Day): boolean {
  const [first] = series;
  return first !== undefined && createdAt < first.at;
}
