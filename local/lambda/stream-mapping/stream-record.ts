import type { AttributeValue, _Record as SdkRecord } from '@aws-sdk/client-dynamodb-streams';
import type { Json } from '../../json.ts';

/** One change of an item, as far as the mapping has to know it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
  /** What the function gets, as JSON text: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
  readonly json: string;
}

/** A record of GetRecords as Lambda hands it to a function: binary as base64, the time in seconds since 1970. */
export function streamRecord(record: SdkRecord, streamArn: string): StreamRecord {
  const {
    Keys,
    NewImage,
    OldImage,
    ApproximateCreationDateTime: createdAt,
    ...change
  } = record.dynamodb ?? {};
  const createdAtMs = createdAt?.getTime() ?? 0;
  const { SequenceNumber: sequenceNumber = '' } = change;
  return {
    sequenceNumber,
    createdAtMs,
    json: JSON.stringify({
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: record.eventVersion,
      eventSource: record.eventSource,
      awsRegion: record.awsRegion,
      dynamodb: {
        ApproximateCreationDateTime: createdAtMs / 1000,
        Keys: itemJson(Keys),
        NewImage: itemJson(NewImage),
        OldImage: itemJson(OldImage),
        SequenceNumber: sequenceNumber,
        SizeBytes: change.SizeBytes,
        StreamViewType: change.StreamViewType,
      },
      userIdentity:
        record.userIdentity === undefined
          ? undefined
          : { type: record.userIdentity.Type, principalId: record.userIdentity.PrincipalId },
      eventSourceARN: streamArn,
    }),
  };
}

function itemJson(
  item: Readonly<Record<string, AttributeValue>> | undefined,
): { readonly [name: string]: Json } | undefined {
  if (item === undefined) return undefined;
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueJson(value)]));
}

function valueJson(value: AttributeValue): Json {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(valueJson) };
  if (value.M !== undefined) return { M: itemJson(value.M) ?? {} };
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: value.N };
  if (value.SS !== undefined) return { SS: value.SS };
  if (value.NS !== undefined) return { NS: value.NS };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  return { NULL: true };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
