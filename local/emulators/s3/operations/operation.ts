import type { Buckets } from '../buckets.ts';
import type { S3Request } from '../request.ts';

/** What the operations work on. */
export interface S3Service {
  readonly buckets: Buckets;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether whoever asks may learn which keys there are: `s3:ListBucket`. */
  readonly mayList: (bucket: string) => Promise<boolean>;
}

export interface S3Answer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** @throws S3Error */
export type Operation = (service: S3Service, request: S3Request, body: Buffer) => Promise<S3Answer>;
