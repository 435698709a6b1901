import type { WebhookDetails } from '../../../client/api/client.ts';

/** Something about a webhook that whoever looks should know, with what to do. */
export type Condition =
  | { readonly kind: 'noAccess'; readonly tone: 'bad'; readonly companies: readonly string[] }
  | { readonly kind: 'failing' | 'gone'; readonly tone: 'bad' }
  /** Switched off after failures: `isHeld` while its events are still kept. */
  | { readonly kind: 'stopped'; readonly tone: 'bad'; readonly isHeld: boolean; readonly isChecked: boolean }
  | { readonly kind: 'paused' | 'pending'; readonly tone: 'plain' }
  | { readonly kind: 'releasing'; readonly tone: 'good' }
  | { readonly kind: 'slow'; readonly tone: 'warn' }
  | {
      readonly kind: 'certificateExpires' | 'certificateExpired';
      readonly tone: 'warn';
      readonly at: string;
    };

type Described = Pick<
  WebhookDetails,
  'status' | 'statusReason' | 'rule' | 'noAccessTo' | 'slowSince' | 'health' | 'options'
>;

const dayMs = 86_400_000;
/** Certificates that renew themselves do so 30 days before: https://letsencrypt.org/docs/faq/. Two weeks later something is wrong. */
const soonMs = 14 * dayMs;

/** The gravest first. @param nowMs time of day, in milliseconds since 1970 */
export function conditionsOf(webhook: Described, nowMs: number): readonly Condition[] {
  return [
    ...accessOf(webhook),
    ...statusConditionsOf(webhook, nowMs),
    ...certificateOf(webhook.health.certificateExpiresAt, nowMs),
  ];
}

function accessOf({ noAccessTo }: Described): Condition[] {
  return noAccessTo.length === 0 ? [] : [{ kind: 'noAccess', tone: 'bad', companies: noAccessTo }];
}

function statusConditionsOf(webhook: Described, nowMs: number): Condition[] {
  const { status, statusReason, rule, slowSince, health, options } = webhook;
  const releasing: Condition[] = health.releasingSince === null ? [] : [{ kind: 'releasing', tone: 'good' }];
  switch (status) {
    case 'paused':
      return [{ kind: 'paused', tone: 'plain' }];
    case 'failing':
      return releasing.length > 0 ? releasing : [{ kind: 'failing', tone: 'bad' }];
    case 'disabled': {
      if (statusReason === 'gone') return [{ kind: 'gone', tone: 'bad' }];
      const isHeld = health.holdUntil !== null && Date.parse(health.holdUntil) > nowMs;
      return [{ kind: 'stopped', tone: 'bad', isHeld, isChecked: isHeld && options.autoRecover !== false }];
    }
    case 'active':
      return [
        // What was held of a webhook that was on already ends at once: of no interest unless there is something.
        ...(health.heldCount > 0 ? releasing : []),
        ...(rule === 'pending' ? [{ kind: 'pending', tone: 'plain' } as const] : []),
        ...(slowSince === null ? [] : [{ kind: 'slow', tone: 'warn' } as const]),
      ];
  }
}

function certificateOf(expiresAt: string | null, nowMs: number): Condition[] {
  if (expiresAt === null) return [];
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (leftMs > soonMs) return [];
  const kind = leftMs > 0 ? 'certificateExpires' : 'certificateExpired';
  return [{ kind, tone: 'warn', at: expiresAt }];
}
