import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs';
import { isObject, listMember, textMember } from './json-value.ts';
import type { LeanAwsClient } from './lean-aws-client.ts';
import type { Sqs } from './sqs-client.ts';

function failedOf(answer: unknown): BatchResultErrorEntry[] {
  return listMember(answer, 'Failed').map(entry => ({
    Id: textMember(entry, 'Id'),
    Code: textMember(entry, 'Code'),
    Message: textMember(entry, 'Message'),
    SenderFault: isObject(entry) && entry.SenderFault === true,
  }));
}

/** SQS without the SDK, for the delivery-worker: see `LeanAwsClient`. */
export function leanSqs(client: LeanAwsClient): Sqs {
  return {
    async sendMessageBatch(input) {
      const answer = await client.call('AmazonSQS.SendMessageBatch', JSON.stringify(input));
      const successful = listMember(answer, 'Successful').map(entry => ({
        Id: textMember(entry, 'Id'),
        MessageId: textMember(entry, 'MessageId'),
        MD5OfMessageBody: textMember(entry, 'MD5OfMessageBody'),
      }));
      return { Successful: successful, Failed: failedOf(answer) };
    },
    async changeMessageVisibilityBatch(input) {
      return {
        Failed: failedOf(await client.call('AmazonSQS.ChangeMessageVisibilityBatch', JSON.stringify(input))),
      };
    },
  };
}
