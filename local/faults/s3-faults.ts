import { AwsError } from '../emulators/aws-error.ts';
import type { ServiceRequest } from '../emulators/iam/request.ts';
import type { Faults } from './faults.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
export function createS3Faults(
  faults: Faults,
): (accessKeyId: string | undefined, request: ServiceRequest) => AwsError | undefined {
  return (accessKeyId, { operation, input }) => {
    const what = `${operation} ${String(input.Key)}`;
    if (!faults.strikes('s3-slow-down', faults.callerOf(accessKeyId), what)) return undefined;
    const message = 'Please reduce your request rate.';
    return new AwsError({ code: 'SlowDown', message, statusCode: 503, type: 'Receiver' });
  };
}
