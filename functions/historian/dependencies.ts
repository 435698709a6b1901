import type { AuditLog } from '../domain/audit/audit-log.ts';
import type { HealthChange } from '../domain/health-change.ts';
import type { HistoryStore } from '../domain/history-store.ts';
import type { Log, OperationalEvents, Queue, WebhookStore } from '../domain/ports.ts';
import type {
  CheckRequests,
  GrantRequests,
  ReleaseRequests,
  RuleRequests,
} from '../domain/webhook-requests.ts';

export interface HistorianDependencies {
  /** @throws Error for a record that is no write of a webhook's health */
  readonly readChange: (record: unknown) => HealthChange;
  /** The webhook of which a record says that its lane has changed. */
  readonly movedWebhookOf: (record: unknown) => string | undefined;
  /** The company to which a record says that something was granted, or no longer is. */
  readonly grantedCompanyOf: (record: unknown) => string | undefined;
  readonly webhooks: Pick<WebhookStore, 'find'>;
  readonly history: HistoryStore;
  readonly auditLog: Pick<AuditLog, 'put'>;
  readonly operations: OperationalEvents;
  readonly checks: CheckRequests;
  readonly releases: ReleaseRequests;
  readonly rules: RuleRequests;
  readonly grants: GrantRequests;
  /** Takes what cannot be read, for a person to look at. */
  readonly deadLetters: Queue;
  readonly log: Log;
}
