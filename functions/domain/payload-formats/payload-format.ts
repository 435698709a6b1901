import type { FinehookEvent } from '../queue-message.ts';
import type { WebhookState } from '../webhook.ts';

/** What a payload is made of. */
export interface PayloadInput {
  readonly state: WebhookState;
  readonly event: Pick<FinehookEvent, 'id' | 'type' | 'time' | 'detailText'>;
}

/** What is signed and sent. */
export interface Payload {
  /** Value of the header `content-type`. */
  readonly contentType: string;
  readonly body: string;
}

export type MakePayload = (input: PayloadInput) => Payload;
