import type { BatchResultErrorEntry, Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import { isObject, listMember, objectMember, textMember } from './json-value.ts';
import type { LeanAwsClient } from './lean-aws-client.ts';
import type { Sqs, SqsReading } from './sqs-client.ts';

function failedOf(answer: unknown): BatchResultErrorEntry[] {
  return listMember(answer, 'Failed').map(entry => ({
    Id: textMember(entry, 'Id'),
    Code: textMember(entry, 'Code'),
    Message: textMember(entry, 'Message'),
    SenderFault: isObject(entry) && entry.SenderFault === true,
  }));
}

function textsOf(wire: unknown): Record<string, string> {
  if (!isObject(wire)) return {};
  return Object.fromEntries(Object.keys(wire).map(name => [name, textMember(wire, name) ?? '']));
}

function messageOf(wire: unknown): Message {
  const attributes = objectMember(wire, 'MessageAttributes') ?? {};
  return {
    MessageId: textMember(wire, 'MessageId'),
    ReceiptHandle: textMember(wire, 'ReceiptHandle'),
    Body: textMember(wire, 'Body'),
    Attributes: textsOf(objectMember(wire, 'Attributes')),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]): [string, MessageAttributeValue] => [
        name,
        { DataType: textMember(value, 'DataType'), StringValue: textMember(value, 'StringValue') },
      ]),
    ),
  };
}

/** SQS without the SDK, for the delivery-worker: see `LeanAwsClient`. */
export function leanSqs(client: LeanAwsClient): Sqs & SqsReading {
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
    async receiveMessage(input) {
      const answer = await client.call('AmazonSQS.ReceiveMessage', JSON.stringify(input));
      return { Messages: listMember(answer, 'Messages').map(messageOf) };
    },
    async deleteMessageBatch(input) {
      return { Failed: failedOf(await client.call('AmazonSQS.DeleteMessageBatch', JSON.stringify(input))) };
    },
    async changeMessageVisibilityBatch(input) {
      return {
        Failed: failedOf(await client.call('AmazonSQS.ChangeMessageVisibilityBatch', JSON.stringify(input))),
      };
    },
  };
}
