import { AwsError } from '../aws-error.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors and those of the others */
const statusCodes = {
  AlreadyExistsException: 400,
  BadRequestException: 400,
  MessageRejected: 400,
  NotFoundException: 404,
} as const;

export function sesError(code: keyof typeof statusCodes, message: string): AwsError {
  return new AwsError({ code, message, statusCode: statusCodes[code] });
}
