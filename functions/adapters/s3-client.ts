/** The operations of S3 that payloads need, in one bucket. Every one throws AwsCallError. */
export interface S3Bucket {
  /** Puts an object whole, without tags, whether or not there is one. */
  put(key: string, bytes: Buffer): Promise<void>;
  /**
   * `undefined`: there is no such object. S3 says so only to who may list the bucket, and denies access to anybody else.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  get(key: string): Promise<Buffer | undefined>;
  /** Replaces the tags of an object that is there. */
  tag(key: string, tag: Tag): Promise<void>;
  /** An object that is not there is deleted as well. */
  delete(key: string): Promise<void>;
}

export interface Tag {
  readonly name: string;
  readonly value: string;
}

/** https://www.rfc-editor.org/rfc/rfc8878#section-7.1 */
export const payloadContentType = 'application/zstd';

export const noSuchKeyCode = 'NoSuchKey';
