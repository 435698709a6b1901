import { AwsError } from '../aws-error.ts';

/** An error as EventBridge sends it: https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html */
export function eventBridgeError(code: string, message: string): AwsError {
  return new AwsError({ code, message });
}

/** A request that breaks a rule of the service. */
export function invalid(message: string): AwsError {
  return eventBridgeError('ValidationException', message);
}

/** The event bus is not there. */
export function busNotFound(name: string): AwsError {
  return eventBridgeError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
}

/** The rule is not there. */
export function ruleNotFound(rule: string, bus: string): AwsError {
  return eventBridgeError('ResourceNotFoundException', `Rule ${rule} does not exist on EventBus ${bus}.`);
}

/** A quota of the service is used up. */
export function limitExceeded(what: string): AwsError {
  return eventBridgeError(
    'LimitExceededException',
    `The requested resource exceeds the maximum number allowed. ${what}`,
  );
}
