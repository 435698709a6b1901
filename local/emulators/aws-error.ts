/** Who is to blame for a failed AWS call, in the words of the query protocol. */
export type AwsErrorType = 'Sender' | 'Receiver';

/** What an AwsError is made of. */
export interface AwsErrorFields {
  readonly code: string;
  readonly message: string;
  readonly statusCode?: number;
  readonly type?: AwsErrorType;
  readonly queryErrorCode?: string | undefined;
}

/**
 * An error that an AWS service answers with. `queryErrorCode` is the older name of the same error, which services
 * that moved from the query protocol to JSON still send in a header, because SDK clients look there first:
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
 */
export class AwsError extends Error {
  readonly code: string;
  readonly statusCode: number;
  readonly type: AwsErrorType;
  readonly queryErrorCode: string | undefined;

  constructor(fields: AwsErrorFields) {
    super(fields.message);
    this.name = fields.code;
    this.code = fields.code;
    this.statusCode = fields.statusCode ?? 400;
    this.type = fields.type ?? 'Sender';
    this.queryErrorCode = fields.queryErrorCode;
  }
}
