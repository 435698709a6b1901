import aws4 from 'aws4';
import Pool from 'undici/lib/dispatcher/pool.js';
import { AwsCallError } from '../domain/errors.ts';
import { isRetryable, noAnswerCode, shortErrorName, unknownAwsCode } from './aws-errors.ts';
import { fullJitterMs, realTiming, type Timing } from './backoff.ts';
import { textMember } from './json-value.ts';
import { type HttpAnswer, post } from './undici-post.ts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export type LeanAwsService = 'dynamodb' | 'events' | 'kms' | 'sqs';

export interface LeanAwsOptions {
  readonly service: LeanAwsService;
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** Origin of the service, see `endpointOf`. */
  readonly endpoint: string;
  /** Tries of one call. @default 5 */
  readonly maxTries?: number;
  /** For one try, connecting included. @default 2000 */
  readonly tryTimeoutMs?: number;
  /** For all tries of one call and the waits between them. @default 8000 */
  readonly totalTimeoutMs?: number;
  /** @default 50 */
  readonly maxConnections?: number;
  readonly timing?: Timing;
}

/** JSON 1.1 for EventBridge and KMS, 1.0 for the others (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
const contentTypes = {
  dynamodb: 'application/x-amz-json-1.0',
  sqs: 'application/x-amz-json-1.0',
  events: 'application/x-amz-json-1.1',
  kms: 'application/x-amz-json-1.1',
} as const;

/** Longer than bursts are apart, shorter than AWS's own idle limits; a socket that died is met by a retry anyway. */
const keepAliveMs = 20_000;

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

/**
 * Calls AWS's JSON protocols at a tenth of the SDK's cost in CPU: SigV4 by aws4, kept-alive connections of undici.
 * Throttling, 5xx, timeouts and broken connections are tried again with full jitter, within tries and time.
 */
export class LeanAwsClient {
  readonly #pool: InstanceType<typeof Pool>;
  readonly #host: string;
  readonly #path: string;
  readonly #options: LeanAwsOptions;
  readonly #timing: Timing;

  constructor(options: LeanAwsOptions) {
    const url = new URL(options.endpoint);
    this.#host = url.host;
    this.#path = url.pathname;
    this.#options = options;
    this.#timing = options.timing ?? realTiming;
    this.#pool = new Pool(url.origin, {
      connections: options.maxConnections ?? 50,
      pipelining: 1,
      allowH2: false,
      keepAliveTimeout: keepAliveMs,
      connectTimeout: options.tryTimeoutMs ?? 2000,
    });
  }

  /**
   * @param target value of `x-amz-target`, such as `DynamoDB_20120810.GetItem`
   * @returns the parsed answer
   * @throws AwsCallError
   */
  async call(target: string, body: string): Promise<unknown> {
    const { maxTries = 5, totalTimeoutMs = 8000 } = this.#options;
    const deadlineMs = this.#timing.now() + totalTimeoutMs;
    for (let retry = 0; ; retry++) {
      try {
        return await this.#try(target, body, deadlineMs - this.#timing.now());
      } catch (error) {
        if (!(error instanceof AwsCallError) || !error.retryable || retry + 1 >= maxTries) throw error;
        // A connection that died while it lay idle says nothing of the service: the first retry does not wait for it.
        const isFirstBreak = retry === 0 && error.code === noAnswerCode;
        const waitMs = isFirstBreak ? 0 : fullJitterMs(retry, this.#timing.random());
        if (this.#timing.now() + waitMs >= deadlineMs) throw error;
        if (waitMs > 0) await this.#timing.wait(waitMs);
      }
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #try(target: string, body: string, remainingMs: number): Promise<unknown> {
    const { service, region, credentials, tryTimeoutMs = 2000 } = this.#options;
    const signed = aws4.sign(
      {
        service,
        region,
        method: 'POST',
        path: this.#path,
        headers: { host: this.#host, 'content-type': contentTypes[service], 'x-amz-target': target },
        body,
      },
      credentials,
    );
    const answer = await post(
      this.#pool,
      { path: this.#path, headers: signed.headers ?? {}, body },
      Math.min(tryTimeoutMs, remainingMs),
    ).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      throw new AwsCallError(noAnswerCode, `${service} ${target}: ${message}`, true);
    });
    if (answer.status !== 200) throw errorOf(target, answer);
    return answer.text === '' ? {} : parseAnswer(target, answer);
  }
}

function parseAnswer(target: string, { status, text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsCallError(unknownAwsCode, `${target}: HTTP ${status} with a body that is no JSON`, true);
  }
}

function errorOf(target: string, answer: HttpAnswer): AwsCallError {
  const { status, text } = answer;
  const body: unknown = text.startsWith('{') ? parseAnswer(target, answer) : undefined;
  const type = textMember(body, '__type') ?? textMember(body, 'code') ?? unknownAwsCode;
  const code = shortErrorName(type);
  const message = textMember(body, 'message') ?? textMember(body, 'Message') ?? `HTTP ${status}`;
  return new AwsAnswerError(code, `${target}: ${message}`, isRetryable(code, status), body);
}
