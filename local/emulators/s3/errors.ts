import { AwsError } from '../aws-error.ts';
import { element, escaped, xmlDeclaration } from './xml.ts';

/** Errors whose sentence never changes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const known = {
  AccessDenied: [403, 'Access Denied'],
  BadDigest: [400, 'The Content-MD5 you specified did not match what we received.'],
  BucketAlreadyOwnedByYou: [
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
  ],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size'],
  IncompleteBody: [400, 'The request body terminated unexpectedly'],
  InvalidBucketName: [400, 'The specified bucket is not valid.'],
  InvalidTag: [400, 'The TagValue you have provided is invalid'],
  KeyTooLongError: [400, 'Your key is too long'],
  MalformedPolicy: [400, 'This policy contains invalid Json'],
  MalformedXML: [
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  ],
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchBucketPolicy: [404, 'The bucket policy does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  XAmzContentSHA256Mismatch: [
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
} as const satisfies Readonly<Record<string, readonly [statusCode: number, message: string]>>;

/** An error as S3 answers with it. */
export class S3Error extends AwsError {
  /** Further elements, such as the key that does not exist. */
  readonly details: Readonly<Record<string, string>>;

  constructor(
    fields: { readonly code: string; readonly message: string; readonly statusCode: number },
    details: Readonly<Record<string, string>> = {},
  ) {
    super(fields);
    this.details = details;
  }
}

export function s3Error(
  code: keyof typeof known,
  details: Readonly<Record<string, string>> = {},
  message: string = known[code][1],
): S3Error {
  return new S3Error({ code, message, statusCode: known[code][0] }, details);
}

export function invalidRequest(message: string): S3Error {
  return new S3Error({ code: 'InvalidRequest', message, statusCode: 400 });
}

/** The real service has it; the sentence says what this one lacks. */
export function notImplemented(what: string): S3Error {
  const message = `A header you provided implies functionality that is not implemented: the local S3 does not have ${what}.`;
  return new S3Error({ code: 'NotImplemented', message, statusCode: 501 });
}

/** The answer's body: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
export function errorXml(error: AwsError, requestId: string): string {
  const details = error instanceof S3Error ? Object.entries(error.details) : [];
  const elements = [
    ['Code', error.code],
    ['Message', error.message],
    ...details,
    ['RequestId', requestId],
    ['HostId', 'local'],
  ] as const;
  const content = elements.map(([name, text]) => element(name, escaped(text))).join('');
  return `${xmlDeclaration}${element('Error', content)}`;
}
