import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { type Input, inputs, isInput, textOr } from '../iam/request.ts';

/** The emulator counts from 1; real sequence numbers have 21 digits and more, so that they also sort as texts. */
const countBase = 10n ** 20n;
/** Between the parts of an iterator, as the service writes it: `<stream's ARN>|1|…`. */
const iteratorMark = '|1|';

/** A request to the streams API as the emulator takes it, and the stream that it is about. */
export interface StreamRequest {
  readonly input: Input;
  readonly streamArn: string;
}

/** The stream that an iterator leads to; undefined for a text that is no iterator. */
function streamOfIterator(iterator: unknown): string | undefined {
  const [streamArn = '', own] = textOr(iterator, '').split(iteratorMark);
  return own === undefined || !streamArn.startsWith('arn:') ? undefined : streamArn;
}

/** Throws an AwsError for what the service would refuse and the emulator does not. */
export function emulatorStreamRequest(operation: string, input: Input): StreamRequest {
  const streamArn = textOr(input.StreamArn, '');
  if (operation === 'GetRecords') {
    const arn = streamOfIterator(input.ShardIterator);
    if (arn === undefined) throw invalid('Invalid ShardIterator');
    const iterator = textOr(input.ShardIterator, '');
    const own = iterator.slice(arn.length + iteratorMark.length);
    return { input: { ...input, ShardIterator: own }, streamArn: arn };
  }
  if (operation === 'GetShardIterator' && input.SequenceNumber !== undefined) {
    const number = textOr(input.SequenceNumber, '');
    if (!/^\d{21,40}$/.test(number)) throw invalid(`Invalid SequenceNumber: ${number}`);
    return { input: { ...input, SequenceNumber: String(BigInt(number) - countBase) }, streamArn };
  }
  return { input, streamArn };
}

/** The emulator's answer in the service's form. */
export function streamAnswer(
  operation: string,
  answer: Input,
  { streamArn, region }: { readonly streamArn: string; readonly region: string },
): Input {
  switch (operation) {
    case 'DescribeStream':
      return { ...answer, StreamDescription: streamDescription(answer.StreamDescription) };
    case 'GetShardIterator':
      return { ShardIterator: iterator(streamArn, answer.ShardIterator) };
    case 'GetRecords':
      return {
        Records: inputs(answer.Records)
          .filter(changesItem)
          .map(it => record(it, streamArn, region)),
        NextShardIterator: iterator(streamArn, answer.NextShardIterator),
      };
    default:
      return answer;
  }
}

function iterator(streamArn: string, own: unknown): string {
  return `${streamArn}${iteratorMark}${textOr(own, '')}`;
}

function sequenceNumber(count: unknown): string {
  return String(countBase + BigInt(textOr(count, '0')));
}

/** The emulator gives its one shard an end, though it stays open. */
function streamDescription(description: unknown): Input {
  const given = isInput(description) ? description : {};
  const shards = inputs(given.Shards).map(shard => {
    const range = isInput(shard.SequenceNumberRange) ? shard.SequenceNumberRange : {};
    return {
      ...shard,
      SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(range.StartingSequenceNumber) },
    };
  });
  return { ...given, Shards: shards };
}

/**
 * The service writes no record for a put or an update that leaves the item as it was:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 * Without both images there is no telling.
 */
function changesItem({ dynamodb: change }: Input): boolean {
  if (!isInput(change) || change.NewImage === undefined || change.OldImage === undefined) return true;
  return canonical(change.NewImage) !== canonical(change.OldImage);
}

/** Attributes come in any order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isInput(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}

function record(given: Input, streamArn: string, region: string): Input {
  const change = isInput(given.dynamodb) ? given.dynamodb : {};
  const number = sequenceNumber(change.SequenceNumber);
  const eventID = createHash('sha256').update(`${streamArn}/${number}`).digest('hex').slice(0, 32);
  return { ...given, eventID, awsRegion: region, dynamodb: { ...change, SequenceNumber: number } };
}

function invalid(message: string): AwsError {
  return new AwsError({ code: 'ValidationException', message });
}
