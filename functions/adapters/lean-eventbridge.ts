import type { EventBridge } from './eventbridge-client.ts';
import { listMember, textMember } from './json-value.ts';
import type { LeanAwsClient } from './lean-aws-client.ts';

/** PutEvents without the SDK, for the delivery-worker: see `LeanAwsClient`. */
export function leanEventBridge(client: LeanAwsClient): EventBridge {
  return {
    async putEvents({ Entries = [], ...rest }) {
      // JSON carries a time as seconds since 1970.
      const entries = Entries.map(({ Time, ...entry }) => ({
        ...entry,
        ...(Time === undefined ? {} : { Time: Time.getTime() / 1000 }),
      }));
      const answer = await client.call('AWSEvents.PutEvents', JSON.stringify({ ...rest, Entries: entries }));
      return {
        Entries: listMember(answer, 'Entries').map(entry => ({
          EventId: textMember(entry, 'EventId'),
          ErrorCode: textMember(entry, 'ErrorCode'),
          ErrorMessage: textMember(entry, 'ErrorMessage'),
        })),
      };
    },
  };
}
