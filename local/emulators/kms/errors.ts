import { AwsError } from '../aws-error.ts';

/** An error as KMS sends it: https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html */
export function kmsError(code: string, message: string): AwsError {
  return new AwsError({ code, message });
}

/** A request that breaks a rule of the service. */
export function invalid(message: string): AwsError {
  return kmsError('ValidationException', message);
}

/** What a request names is not there. */
export function notFound(message: string): AwsError {
  return kmsError('NotFoundException', message);
}

/** Not KMS's, or altered, or made with another encryption context: KMS says no more than that, so that it tells nothing. */
export function invalidCiphertext(): AwsError {
  return kmsError('InvalidCiphertextException', '');
}

/** KMS says the same of a key that is not there and of one that the caller may not use. */
export function ciphertextOutOfReach(): AwsError {
  return kmsError(
    'AccessDeniedException',
    'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
  );
}
