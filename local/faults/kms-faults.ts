import { AwsError } from '../emulators/aws-error.ts';
import type { AwsJsonService } from '../emulators/aws-json-http.ts';
import type { Faults } from './faults.ts';

/** https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html */
export function withKmsFaults(service: AwsJsonService, faults: Faults): AwsJsonService {
  return {
    ...service,
    async handle(operation, input, context) {
      const caller = faults.callerOf(context.accessKeyId);
      if (faults.strikes('kms-throttle', caller, operation)) {
        const message =
          'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.';
        throw new AwsError({ code: 'ThrottlingException', message });
      }
      if (faults.strikes('kms-error', caller, operation)) {
        const message = 'The request was rejected because an internal exception occurred.';
        throw new AwsError({ code: 'KMSInternalException', message, statusCode: 500, type: 'Receiver' });
      }
      return service.handle(operation, input, context);
    },
  };
}
