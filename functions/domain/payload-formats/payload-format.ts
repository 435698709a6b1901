import type { DirectoryKind } from '../directory.ts';
import type { EnglishNouns } from '../nouns.ts';
import type { FinehookEvent } from '../queue-message.ts';
import type { Health, Webhook } from '../webhook.ts';

/** What a payload is made of. */
export interface PayloadInput {
  readonly state: {
    readonly webhook: Pick<Webhook, 'id' | 'ownerCompanyId' | 'name' | 'url' | 'filter' | 'template'>;
    readonly health: Pick<Health, 'status'>;
  };
  readonly event: Pick<FinehookEvent, 'id' | 'type' | 'time' | 'detailText'>;
  /** Nothing has happened: somebody tries the webhook out, and people who read the message have to know. @default false */
  readonly isTest?: boolean;
  /** What people call a thing of the event's company; messages show it instead of the id. @default nothing has a name */
  readonly names?: Names;
  /** What the operator calls things, for messages that people read. @default ours */
  readonly nouns?: EnglishNouns;
}

export type Names = (kind: DirectoryKind, id: string) => string | undefined;

/** What is signed and sent. */
export interface Payload {
  /** Value of the header `content-type`. */
  readonly contentType: string;
  readonly body: string;
}

export type MakePayload = (input: PayloadInput) => Payload;
