import type { Filter } from './filter.ts';

/** `active`: called. `failing`, `paused`, `disabled`: its deliveries are held. */
export type WebhookStatus = 'active' | 'failing' | 'paused' | 'disabled';

/** Why a webhook is disabled: five failed attempts, or the receiver said 410 Gone. `null` in every other status. */
export type StatusReason = 'failures' | 'gone' | null;

/**
 * State of the webhook's EventBridge rule: `live`, EventBridge accepted it; `pending`, still to be put;
 * `off`, EventBridge's DISABLED state.
 */
export type RuleState = 'live' | 'pending' | 'off';

/** Shape of the body that the receiver gets, see `payload.ts`. */
export type PayloadFormat = 'standard' | 'blue';

/** What happens to events while a webhook is paused. @default 'hold' */
export type WhilePaused = 'hold' | 'drop';

/** A signing secret, `whsec_` followed by base64. One without `expiresAt` (RFC 3339) is valid for ever. */
export interface Secret {
  readonly value: string;
  readonly expiresAt?: string;
}

/** What a customer set up. Changes of any of it raise `version` by one. */
export interface Webhook {
  /** `whk_` and a ULID in lower case, so that ids sort by creation. */
  readonly id: string;
  readonly ownerCompanyId: string;
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  /** The canonical EventBridge pattern that `filter` compiles to, as JSON text. */
  readonly pattern: string;
  readonly format: PayloadFormat;
  readonly secrets: readonly Secret[];
  readonly rule: RuleState;
  readonly version: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Set once the webhook is deleted: it is kept so that its past deliveries stay readable. */
  readonly deletedAt?: string;
}

/** The small record of a webhook's state. Success writes nothing to it; each transition raises `version` by one. */
export interface Health {
  readonly status: WebhookStatus;
  readonly statusReason: StatusReason;
  readonly whilePaused: WhilePaused;
  readonly version: number;
  /** RFC 3339 time of the last transition. */
  readonly changedAt: string;
  /** Since when held deliveries are being released; absent when nothing is left to release. */
  readonly releasingSince?: string;
}

export interface WebhookState {
  readonly webhook: Webhook;
  readonly health: Health;
}

/** Whether EventBridge should pass events on: everything but a webhook that drops while it is paused, or is deleted. */
export function wantsEvents({ webhook, health }: WebhookState): boolean {
  if (webhook.deletedAt !== undefined) return false;
  return !(health.status === 'paused' && health.whilePaused === 'drop');
}
