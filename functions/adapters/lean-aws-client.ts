import { AwsCallError } from '../domain/errors.ts';
import { isRetryable, shortErrorName, unknownAwsCode } from './aws-errors.ts';
import { textMember } from './json-value.ts';
import { LeanAwsTransport, type LeanAwsTransportOptions } from './lean-aws-transport.ts';
import type { HttpAnswer } from './undici-send.ts';

/** JSON 1.1 for EventBridge and KMS, 1.0 for the others (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
const contentTypes = {
  dynamodb: 'application/x-amz-json-1.0',
  sqs: 'application/x-amz-json-1.0',
  events: 'application/x-amz-json-1.1',
  kms: 'application/x-amz-json-1.1',
} as const;

export type LeanAwsService = keyof typeof contentTypes;

export interface LeanAwsOptions extends LeanAwsTransportOptions {
  readonly service: LeanAwsService;
}

/** @param override the value of AWS_ENDPOINT_URL, for a local run */
export function endpointOf(service: string, region: string, dnsSuffix: string, override?: string): string {
  return override === undefined || override === '' ? `https://${service}.${region}.${dnsSuffix}` : override;
}

/** An error answer of AWS with its parsed body, for details such as the reasons of a cancelled transaction. */
export class AwsAnswerError extends AwsCallError {
  readonly answer: unknown;

  constructor(code: string, message: string, retryable: boolean, answer: unknown) {
    super(code, message, retryable);
    this.answer = answer;
  }
}

/** AWS's JSON protocols over `LeanAwsTransport`. */
export class LeanAwsClient {
  readonly #transport: LeanAwsTransport;
  readonly #path: string;
  readonly #contentType: string;

  constructor(options: LeanAwsOptions) {
    this.#transport = new LeanAwsTransport(options);
    this.#path = new URL(options.endpoint).pathname;
    this.#contentType = contentTypes[options.service];
  }

  /**
   * @param target value of `x-amz-target`, such as `DynamoDB_20120810.GetItem`
   * @returns the parsed answer
   * @throws AwsCallError
   */
  call(target: string, body: string): Promise<unknown> {
    return this.#transport.send(
      {
        name: target,
        method: 'POST',
        path: this.#path,
        headers: { 'content-type': this.#contentType, 'x-amz-target': target },
        body,
      },
      answer => {
        if (answer.status !== 200) throw errorOf(target, answer);
        return answer.bytes.length === 0 ? {} : parseAnswer(target, answer);
      },
    );
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}

function parseAnswer(target: string, { status, bytes }: HttpAnswer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new AwsCallError(unknownAwsCode, `${target}: HTTP ${status} with a body that is no JSON`, true);
  }
}

function errorOf(target: string, answer: HttpAnswer): AwsCallError {
  const { status, bytes } = answer;
  const body: unknown = bytes.toString('utf8').startsWith('{') ? parseAnswer(target, answer) : undefined;
  const type = textMember(body, '__type') ?? textMember(body, 'code') ?? unknownAwsCode;
  const code = shortErrorName(type);
  const message = textMember(body, 'message') ?? textMember(body, 'Message') ?? `HTTP ${status}`;
  return new AwsAnswerError(code, `${target}: ${message}`, isRetryable(code, status), body);
}
