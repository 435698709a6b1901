import type { AddressPolicy } from '../domain/address-policy.ts';
import type { ApiKeyStore } from '../domain/api-key-ports.ts';
import type { AuditLog } from '../domain/audit/audit-log.ts';
import type { ContactStore } from '../domain/contact-store.ts';
import type { SearchableDeliveries } from '../domain/delivery-search.ts';
import type { DirectoryStore } from '../domain/directory.ts';
import type { RecentEvents } from '../domain/event-sample/recent-events.ts';
import type { EventTypeStore } from '../domain/event-types/event-type-store.ts';
import type { GrantStore } from '../domain/grant-ports.ts';
import type { HistoryStore } from '../domain/history-store.ts';
import type { InboxCalls, InboxStore } from '../domain/inbox-ports.ts';
import type { KeptAnswers } from '../domain/kept-answer.ts';
import type { KeyRate, KeyRateCounts } from '../domain/key-rate.ts';
import type { Mailer } from '../domain/mail.ts';
import type { Nouns } from '../domain/nouns.ts';
import type { PortalStore } from '../domain/portal-ports.ts';
import type { DeliveryStore, Log, Metrics, Vault, WebhookCaller, WebhookStore } from '../domain/ports.ts';
import type { EventPublisher } from '../domain/published-event.ts';
import type { ResendableDeliveries, ResendStore } from '../domain/resend-ports.ts';
import type { RuleBook } from '../domain/rule-book.ts';
import type { RuleCounts } from '../domain/rule-count.ts';
import type { StatisticsStore } from '../domain/statistics/statistics-store.ts';
import type { TokenClaimNames, TokenVerifier } from '../domain/token-verifier.ts';
import type { ReleaseRequests, ResendRequests, SendRequests } from '../domain/webhook-requests.ts';
import type { KnownEventTypes } from './known-event-types.ts';

/** All that the operations need from outside. */
export interface ApiDeps {
  readonly webhooks: WebhookStore;
  readonly vault: Vault;
  readonly keys: ApiKeyStore;
  readonly deliveries: DeliveryStore & ResendableDeliveries & SearchableDeliveries;
  readonly history: Pick<HistoryStore, 'list'>;
  readonly auditLog: AuditLog;
  readonly statistics: Pick<StatisticsStore, 'hours'>;
  /** `undefined`: the service keeps and counts no events but deliveries'. */
  readonly recentEvents: RecentEvents | undefined;
  readonly grants: GrantStore;
  readonly portal: PortalStore;
  /** `undefined`: no issuer is set up, and no tokens are taken. */
  readonly tokens: TokenVerifier | undefined;
  readonly tokenClaims: TokenClaimNames;
  /** Where the console is, without a fragment; empty when there is none. */
  readonly consoleUrl: string;
  readonly inboxes: InboxStore;
  readonly inboxCalls: Pick<InboxCalls, 'list'>;
  readonly contacts: ContactStore;
  readonly directory: DirectoryStore;
  /** What the operator calls companies, projects and records. */
  readonly nouns: Nouns;
  readonly eventTypes: EventTypeStore;
  readonly knownEventTypes: KnownEventTypes;
  /** `undefined`: this service sends no mail. */
  readonly mailer: Mailer | undefined;
  /** Of this API, without a slash at its end: for links in mails, and URLs of inboxes. */
  readonly apiUrl: string;
  readonly rules: RuleBook;
  readonly events: EventPublisher;
  /** Dials customers' URLs from a function that holds no other rights. */
  readonly prober: WebhookCaller;
  /** Asks for held deliveries to be released now; what it misses, the sweeper's schedule finds. */
  readonly releases: ReleaseRequests;
  /** Asks for a delivery to be sent now that somebody asked for again; what it misses, the sweeper's schedule finds. */
  readonly sends: SendRequests;
  readonly resends: ResendStore;
  /** Asks for a webhook's resend to be begun now; what it misses, the sweeper's schedule finds. */
  readonly resendRequests: ResendRequests;
  /** Which URLs a webhook may have. */
  readonly addresses: Pick<AddressPolicy, 'checkUrl'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** The construct's requestTimeout: webhooks that ask for more take the slow lane. */
  readonly requestTimeoutMs: number;
  /** The construct's webhooksPerCompany. */
  readonly webhooksPerCompany: number;
  /** The construct's ruleQuota. */
  readonly ruleQuota: number;
  readonly ruleCounts: Pick<RuleCounts, 'last'>;
  /** The construct's deliveryRetention. */
  readonly retentionDays: number;
  /** How long a receiver may take to answer a health check. */
  readonly healthCheckTimeoutMs: number;
  /** How often an API key may call. */
  readonly keyRate: KeyRate;
  readonly keyRateCounts: KeyRateCounts;
  /** Answers of creations that may be asked for again. */
  readonly keptAnswers: KeptAnswers;
  /** Whose pages may read answers. */
  readonly allowedOrigins: readonly string[];
  readonly log: Log;
  readonly metrics: Metrics;
}
