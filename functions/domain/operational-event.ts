import type { HistoryEntry } from './health-change.ts';

/** Source of every event on the operations bus. Events of customers may not use it. */
export const operationalSource = 'finehook';

/** A change that operators and, later, owners are told of; `id` is the same when it is told again. */
export type OperationalEvent =
  | {
      readonly type: `webhook.${HistoryEntry['change']}`;
      readonly id: string;
      readonly detail: Omit<HistoryEntry, 'change'> & {
        readonly webhookId: string;
        readonly companyId: string;
      };
    }
  | {
      readonly type: 'delivery.failed';
      readonly id: string;
      readonly detail: {
        readonly webhookId: string;
        readonly companyId: string;
        readonly deliveryId: string;
        readonly eventId: string;
        readonly eventType: string;
        readonly at: string;
      };
    };
