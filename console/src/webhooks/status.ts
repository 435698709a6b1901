import type { StatisticsSummary, Webhook } from '../../../client/api/client.ts';

/** What a webhook's status comes to for people. */
export type Status =
  | { readonly kind: 'noAccess'; readonly tone: 'bad'; readonly companies: readonly string[] }
  | { readonly kind: 'failing' | 'stopped' | 'gone' | 'disabled'; readonly tone: 'bad' }
  | { readonly kind: 'paused' | 'new' | 'pending'; readonly tone: 'plain' }
  | { readonly kind: 'slow' | 'someFailed'; readonly tone: 'warn' }
  | { readonly kind: 'working'; readonly tone: 'good' };

type Health = Pick<Webhook, 'status' | 'statusReason' | 'noAccessTo' | 'rule' | 'slowSince'>;

/** @param day what the webhook did in the last 24 hours; undefined when that is not known */
export function statusOf(webhook: Health, day: StatisticsSummary | undefined): Status {
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
      if (day !== undefined && day.failed > 0) return { kind: 'someFailed', tone: 'warn' };
      if (day !== undefined && day.attempts === 0) return { kind: 'new', tone: 'plain' };
      return { kind: 'working', tone: 'good' };
  }
}
