import type { Actor } from './caller.ts';
import type { ReceiverAuth } from './credentials.ts';
import { accessibleFilter, type Filter } from './filter.ts';

/** `active`: called. `failing`, `paused`, `disabled`: its deliveries are held. */
export type WebhookStatus = 'active' | 'failing' | 'paused' | 'disabled';

/** Why a webhook is disabled: five failed attempts, or the receiver said 410 Gone. `null` in every other status. */
export type StatusReason = 'failures' | 'gone' | null;

/**
 * State of the webhook's EventBridge rule: `live`, EventBridge accepted it; `pending`, still to be put;
 * `off`, EventBridge's DISABLED state.
 */
export type RuleState = 'live' | 'pending' | 'off';

/** Shapes of the body that the receiver gets, see `payload-formats`; the last three are messages of chat services. */
export const payloadFormatNames = ['standard', 'blue', 'cloudevents', 'slack', 'teams', 'discord'] as const;
export type PayloadFormat = (typeof payloadFormatNames)[number];

export function isChatFormat(format: PayloadFormat): boolean {
  return format === 'slack' || format === 'teams' || format === 'discord';
}

/** The owner's own words for the messages of a chat format, see `message-template.ts`. */
export interface MessageTemplate {
  readonly text: string;
}

/** What happens to events while a webhook is paused. @default 'hold' */
export type WhilePaused = 'hold' | 'drop';

/** The longest time that an owner may grant each call, seconds. */
export const maxTimeoutSeconds = 30;

/** What an owner may set for one webhook; what is absent is as the service has it. */
export interface WebhookOptions {
  /** How long one call may take, seconds, 1–30. */
  readonly timeoutSeconds?: number;
  /** Calls per second, 0.1–1,000; what comes faster waits. */
  readonly callsPerSecond?: number;
  /** Calls at the same time, 1–100; what comes meanwhile waits. */
  readonly concurrentCalls?: number;
  /** Failures without a success between that make the webhook `failing`, 2–20. */
  readonly failingAfter?: number;
  /** How long the events of a disabled webhook are held, hours, 1–336. */
  readonly holdPeriodHours?: number;
  /** Whether a disabled webhook is enabled again by itself when its receiver is back. */
  readonly autoRecover?: boolean;
}

/**
 * What a customer set up, and how it is carried out. Changes by people raise `version` by one, every change raises `revision`:
 * the ETag tells people of the former, and `applyRule` knows by the latter which rule is the newest.
 */
export interface Webhook {
  /** `whk_` and a ULID in lower case, so that ids sort by creation. */
  readonly id: string;
  readonly ownerCompanyId: string;
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  /** Companies of the filter, sorted, that have not granted (any more) that the owner listens to them. Absent: none. */
  readonly noAccessTo?: readonly string[];
  /** The canonical EventBridge pattern that `filter` compiles to, without what there is no access to, as JSON text. */
  readonly pattern: string;
  /** The pattern lets events pass that the filter does not want: they are checked before each call. Absent: it lets none. */
  readonly hasResidual?: true;
  readonly format: PayloadFormat;
  /** Only with a chat format. @default the event's own sentence */
  readonly template?: MessageTemplate;
  readonly options: WebhookOptions;
  /** Its `Credentials`, which only the port `Vault` opens; empty once the webhook is deleted. */
  readonly sealedCredentials: string;
  /** What people may know of them: names of its own headers, in lower case and sorted, and the type of its auth. */
  readonly headerNames: readonly string[];
  readonly authType: ReceiverAuth['type'] | null;
  readonly rule: RuleState;
  /** RFC 3339: since when its calls take the slow lane, because they were found to be slow. Absent: they were not. */
  readonly slowSince?: string;
  readonly version: number;
  readonly revision: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Set once the webhook is deleted: it is kept so that its past deliveries stay readable. */
  readonly deletedAt?: string;
}

/** Who or what brought a transition about: a caller of the API, a delivery by its outcome, or the service itself. */
export type ChangedBy = Actor | `delivery:${string}` | 'health-check' | 'release' | 'hold-period';

/** Failures that were counted since the last success. */
export interface Failures {
  readonly count: number;
  /** RFC 3339: when the first and the last of them began. */
  readonly firstAt: string;
  readonly lastAt: string;
}

/**
 * The small record of a webhook's state. The usual success writes nothing to it. Each transition raises `version` by one,
 * each write `revision`. All times are RFC 3339, UTC, milliseconds.
 */
export interface Health {
  readonly status: WebhookStatus;
  readonly statusReason: StatusReason;
  readonly whilePaused: WhilePaused;
  readonly version: number;
  readonly revision: number;
  /** Of the last transition. */
  readonly changedAt: string;
  readonly changedBy: ChangedBy;
  readonly failures?: Failures;
  /** The last success that was written here: successes without failures before them are not. */
  readonly lastSuccessAt?: string;
  /** Failing or disabled: when the receiver is checked next, or the hold period ends. */
  readonly nextCheckAt?: string;
  /** Health checks that failed since the last transition. */
  readonly checksFailed?: number;
  /** Disabled: until when events are held. */
  readonly holdUntil?: string;
  /** Disabled, and the hold period is over: no event reaches the webhook. */
  readonly holdPeriodOver?: true;
  /** Since when held deliveries are being released; absent when nothing is left to release. */
  readonly releasingSince?: string;
  /** The receiver asked for a rest until then. */
  readonly backOffUntil?: string;
  /** Failing: when that had been so for long (`HealthPolicy.failingLongMs`) and was told of. */
  readonly failingLongAt?: string;
  /** As the webhook's own: who watches the health alone learns of it here. */
  readonly deletedAt?: string;
}

export interface WebhookState {
  readonly webhook: Webhook;
  readonly health: Health;
}

/**
 * Whether EventBridge should pass events on: everything but a webhook that drops while it is paused, is disabled for
 * longer than its hold period, has access to nothing, or is deleted.
 */
export function wantsEvents({ webhook, health }: WebhookState): boolean {
  if (webhook.noAccessTo !== undefined && accessibleFilter(webhook).anyOf.length === 0) return false;
  if (webhook.deletedAt !== undefined || health.holdPeriodOver === true) return false;
  return !(health.status === 'paused' && health.whilePaused === 'drop');
}
