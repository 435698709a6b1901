import { eventTimeText } from './event-time.ts';
import type { Payload, PayloadInput } from './payload-format.ts';

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, "Payload structure". */
export function standardPayload({ event }: PayloadInput): Payload {
  return {
    contentType: 'application/json',
    body: `{"type":${JSON.stringify(event.type)},"timestamp":${eventTimeText(event)},"data":${event.detailText}}`,
  };
}
