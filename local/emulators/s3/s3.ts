import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { accessKeyIdOf, readBytes } from '../aws-endpoint/http.ts';
import { AwsError } from '../aws-error.ts';
import type { ServiceRequest } from '../iam/request.ts';
import type { Store } from '../store.ts';
import { Buckets } from './buckets.ts';
import { errorXml, s3Error } from './errors.ts';
import { createBucket, getBucketPolicy, putBucketPolicy } from './operations/buckets.ts';
import {
  deleteObject,
  getObject,
  getObjectTagging,
  putObject,
  putObjectTagging,
} from './operations/objects.ts';
import type { Operation, S3Answer } from './operations/operation.ts';
import { readRequest, type S3Operation } from './request.ts';

/** What the emulator needs from outside. */
export interface S3Options {
  readonly store: Store;
  readonly region: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** The error for who may not do this. @default everybody may do everything */
  readonly refusalOf?: (
    accessKeyId: string | undefined,
    request: ServiceRequest,
  ) => Promise<AwsError | undefined>;
  readonly onFault: (error: unknown, requestId: string) => void;
}

/** The emulated service. */
export interface S3 {
  /** Answers one request that `isForS3`. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The policy of the bucket that an ARN of S3 is in, as JSON text. */
  bucketPolicy(arn: string): string | undefined;
}

/** What differs from the real service and may matter to who runs on the emulator; shown at the start. */
export const s3NotEmulated: readonly string[] = [
  'S3 objects never expire: lifecycle rules are not carried out',
  'S3 has single objects and their tags only: no lists, parts, ranges, copies, versions or conditional requests',
  'S3 is addressed by path (https://host/bucket/key), and does not encrypt',
];

/** No object here is larger than an event; an upload in one piece could have 5 GB. */
const maxBodyBytes = 64 * 1024 * 1024;

const operations: Readonly<Record<S3Operation, Operation>> = {
  CreateBucket: createBucket,
  DeleteObject: deleteObject,
  GetBucketPolicy: getBucketPolicy,
  GetObject: getObject,
  GetObjectTagging: getObjectTagging,
  PutBucketPolicy: putBucketPolicy,
  PutObject: putObject,
  PutObjectTagging: putObjectTagging,
};

/** Creates the emulator with everything that its store remembers. */
export function createS3(options: S3Options): S3 {
  const { region, now = Date.now, refusalOf = async () => undefined } = options;
  const buckets = new Buckets(options.store);

  async function answerOf(request: IncomingMessage): Promise<S3Answer> {
    const body = await readBytes(request, maxBodyBytes);
    const read = readRequest(request);
    if (body === undefined) throw s3Error('EntityTooLarge');
    const accessKeyId = accessKeyIdOf(request);
    const { bucket: Bucket, key: Key, operation } = read;
    const isTagged = read.headers['x-amz-tagging'] !== undefined;
    const input = { Bucket, Key, ...(isTagged && { Tagging: true }) };
    const refusal = await refusalOf(accessKeyId, { service: 's3', operation, input });
    if (refusal !== undefined) throw refusal;
    const mayList = async (bucket: string): Promise<boolean> => {
      const list = { service: 's3', operation: 'ListObjectsV2', input: { Bucket: bucket } } as const;
      return (await refusalOf(accessKeyId, list)) === undefined;
    };
    return operations[operation]({ buckets, region, now, mayList }, read, body);
  }

  return {
    async serve(request, response) {
      const requestId = randomUUID();
      try {
        send(response, await answerOf(request), requestId);
      } catch (error) {
        if (response.headersSent || response.destroyed) return;
        if (!(error instanceof AwsError)) options.onFault(error, requestId);
        const shown = error instanceof AwsError ? error : internalError();
        const headers = { 'content-type': 'application/xml' };
        const body = errorXml(shown, requestId);
        send(response, { statusCode: shown.statusCode, headers, body }, requestId);
      }
    },
    bucketPolicy(arn) {
      const [, name = ''] = /^arn:aws:s3:::([^/]+)/.exec(arn) ?? [];
      return buckets.find(name)?.policy;
    },
  };
}

function send(
  response: ServerResponse,
  { statusCode, headers, body = '' }: S3Answer,
  requestId: string,
): void {
  const length = statusCode === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(statusCode, {
    ...headers,
    ...length,
    'x-amz-request-id': requestId,
    'x-amz-id-2': 'local',
  });
  response.end(body);
}

function internalError(): AwsError {
  const message = 'We encountered an internal error. Please try again.';
  return new AwsError({ code: 'InternalError', message, statusCode: 500, type: 'Receiver' });
}
