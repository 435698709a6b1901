import { Agent, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../aws-error.ts';
import type { DynamoDb } from '../dynamodb.ts';
import { type Input, isInput, type ServiceRequest } from '../iam/request.ts';
import {
  fatalExpression,
  itemOperations,
  withAccountArns,
  withEmulatorArns,
  withMessage,
} from './dynamodb-request.ts';
import { emulatorStreamRequest, streamAnswer } from './dynamodb-streams.ts';
import { answerStruck, type ItemRequest, type StruckRequest } from './dynamodb-struck.ts';
import { accessKeyIdOf, answer, answerError, readBytes } from './http.ts';

/** What the proxy needs from outside. */
export interface DynamoDbProxyParts {
  readonly region: string;
  readonly accountId: string;
  readonly dynamoDb: DynamoDb;
  readonly isHeld: (accessKeyId: string | undefined) => boolean;
  readonly refusalOf: (
    accessKeyId: string | undefined,
    request: ServiceRequest,
  ) => Promise<AwsError | undefined>;
  /** Learns of operations that make or remove a table. */
  readonly onTableChange: () => void;
  /** What goes wrong on purpose with a request on items; `undefined` for nothing. */
  readonly strike?: (request: ItemRequest) => StruckRequest | undefined;
  /** Learns of operations that have been carried out. */
  readonly onDone: (operation: string, body: Buffer) => void;
}

/** Passes requests on to the emulator's process. */
export interface DynamoDbProxy {
  serve(target: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): void;
}

const maxBodyBytes = 16 * 1024 * 1024;
const connectAttempts = 40;
const reconnectAfterMs = 25;
/** Of one hop only: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const hopHeaders = ['connection', 'keep-alive', 'transfer-encoding', 'host', 'content-length', 'expect'];

export function createDynamoDbProxy(parts: DynamoDbProxyParts): DynamoDbProxy {
  const { region, accountId, dynamoDb } = parts;
  const agent = new Agent({ keepAlive: true });

  async function refusal(
    operation: string,
    isStreams: boolean,
    body: Buffer,
    accessKeyId: string | undefined,
  ) {
    if (!parts.isHeld(accessKeyId)) return undefined;
    const input = inputOf(body);
    if (input === undefined) {
      return new AwsError({ code: 'SerializationException', message: 'The request is not valid JSON.' });
    }
    const service = isStreams ? 'dynamodbstreams' : 'dynamodb';
    return parts.refusalOf(accessKeyId, { service, operation, input });
  }

  function open(port: number, request: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !hopHeaders.includes(name)),
    );
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, agent, method: request.method, path: request.url };
      openRequest({ ...options, headers: { ...headers, 'content-length': body.length } }, resolve)
        .on('error', reject)
        .end(body);
    });
  }

  /** Waits while the process is being started anew: what no one has accepted can be sent again safely. */
  async function forward(request: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await open(await dynamoDb.port(), request, body);
      } catch (error) {
        const refused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
        if (!refused || attempt >= connectAttempts) throw error;
        await sleep(reconnectAfterMs);
      }
    }
  }

  async function carryOut(
    operation: string,
    request: IncomingMessage,
    body: Buffer,
  ): Promise<IncomingMessage> {
    const upstream = await forward(request, body);
    if (upstream.statusCode === 200) parts.onDone(operation, body);
    return upstream;
  }

  async function serveStreams(
    operation: string,
    given: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const { input, streamArn } = emulatorStreamRequest(operation, inputOf(given) ?? {});
      const body = withEmulatorArns(JSON.stringify(input), region, accountId);
      const upstream = await forward(request, Buffer.from(body)).catch(() => {
        throw unavailable();
      });
      const text = String((await readBytes(upstream, Number.POSITIVE_INFINITY)) ?? '');
      const own = withAccountArns(withMessage(text, operation), region, accountId);
      const output =
        upstream.statusCode === 200
          ? JSON.stringify(streamAnswer(operation, inputOf(own) ?? {}, { streamArn, region }))
          : own;
      answer(response, upstream.statusCode ?? 500, output, { 'content-type': 'application/x-amz-json-1.0' });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      answerError(response, error);
    }
  }

  return {
    async serve(target, request, response) {
      const dot = target.lastIndexOf('.');
      const operation = target.slice(dot + 1);
      const isStreams = target.startsWith('DynamoDBStreams');
      const given = await readBytes(request, maxBodyBytes);
      if (given === undefined) return answerError(response, tooLarge());
      const expression = fatalExpression(given);
      if (expression !== undefined) return answerError(response, notInExpressions(expression));
      const refused = await refusal(operation, isStreams, given, accessKeyIdOf(request));
      if (refused !== undefined) return answerError(response, refused);

      if (isStreams) return serveStreams(operation, given, request, response);
      const isItemOperation = itemOperations.has(operation);
      const struck = isItemOperation
        ? parts.strike?.({ operation, body: given, accessKeyId: accessKeyIdOf(request) })
        : undefined;
      if (struck !== undefined) {
        return answerStruck(struck, response, body => carryOut(operation, request, body ?? given));
      }
      const body = isItemOperation ? given : Buffer.from(withEmulatorArns(String(given), region, accountId));
      let upstream: IncomingMessage;
      try {
        upstream = await carryOut(operation, request, body);
      } catch {
        // Whether the operation was done is not known, as with the real service after such an answer.
        return answerError(response, unavailable());
      }
      if (isItemOperation) {
        response.writeHead(upstream.statusCode ?? 500, upstream.headers);
        upstream.on('error', () => response.destroy());
        upstream.pipe(response);
        return;
      }
      if (/^(Create|Delete|Import|Restore)Table/.test(operation)) parts.onTableChange();
      const text = String((await readBytes(upstream, Number.POSITIVE_INFINITY)) ?? '');
      answer(
        response,
        upstream.statusCode ?? 500,
        withMessage(withAccountArns(text, region, accountId), operation),
        {
          'content-type': 'application/x-amz-json-1.0',
        },
      );
    },
    close: () => agent.destroy(),
  };
}

/** The object in a body, an empty one for other JSON; undefined when it is not JSON. */
function inputOf(body: Buffer | string): Input | undefined {
  try {
    const input: unknown = JSON.parse(String(body));
    return isInput(input) ? input : {};
  } catch {
    return undefined;
  }
}

function tooLarge(): AwsError {
  const message = `Request size exceeded the limit of ${maxBodyBytes} bytes.`;
  return new AwsError({ code: 'RequestEntityTooLargeException', message, statusCode: 413 });
}

function unavailable(): AwsError {
  const message = 'The DynamoDB emulator ended while it worked on the request; it is started again.';
  return new AwsError({ code: 'InternalServerError', message, statusCode: 500, type: 'Receiver' });
}

function notInExpressions(name: string): AwsError {
  const message = `The DynamoDB emulator cannot read a character such as an emoji in ${name}: use a placeholder.`;
  return new AwsError({ code: 'ValidationException', message });
}
