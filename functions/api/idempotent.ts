import type { Caller } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { fingerprintOf, ivBytes, openAnswer, sealAnswer, underWayMs } from '../domain/kept-answer.ts';
import { tokenOf } from './authenticate.ts';
import type { ApiDeps } from './deps.ts';
import type { HttpAnswer, HttpEvent } from './http.ts';
import type { Operation } from './operation.ts';

/** Compared as it is sent, so that the quotation marks of the draft's own form may stand there or not. */
const headerForm = /^[\x21-\x7e]{1,255}$/;

/** A request seldom takes longer. */
const retryAfterSeconds = '1';

const another =
  'Another request was sent with this Idempotency-Key. Send a new request with a key of its own.';
/**
 * A token is renewed every few minutes or hours. What was sealed with the one before cannot be opened with the next, nor can the two
 * requests be compared: it is never done twice, and the person is told to look.
 */
const reused: Readonly<Record<Caller['kind'], string>> = {
  key: another,
  session: another,
  user:
    'This Idempotency-Key was sent before, with another request or under another token. If your token was renewed since, look whether ' +
    'what you asked for is there; if it is not, send the request with a new key.',
};

type Deps = Pick<ApiDeps, 'keptAnswers' | 'now' | 'randomBytes' | 'log'>;

interface Asked {
  readonly operation: Pick<Operation, 'id' | 'creates'>;
  readonly event: HttpEvent;
  readonly key: Pick<Caller, 'id' | 'kind'>;
}

function bytesOf({ body = '', isBase64Encoded }: HttpEvent): Uint8Array {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

/** @throws Error without an API key or token: nothing could be sealed then */
function apiKeyIn({ headers }: HttpEvent): string {
  const keyText = tokenOf(headers.authorization);
  if (keyText === undefined) throw new Error('a creation was asked for without an API key');
  return keyText;
}

function headerOf({ headers }: HttpEvent): string | undefined {
  const header = headers['idempotency-key'];
  if (header === undefined || headerForm.test(header)) return header;
  throw new ProblemError(
    'invalid-request',
    'The header Idempotency-Key is not valid: send 1 to 255 visible ASCII characters, such as a UUID.',
  );
}

/**
 * Carries a creation out once, however often its caller sends it with the same header `Idempotency-Key`
 * (https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07). Only success is kept: a request that was refused
 * has changed nothing, and can be mended and sent again under the same name.
 * @throws ProblemError `invalid-request`, `idempotency-key-reused`, `idempotency-key-in-use`, and whatever `run` throws
 */
export async function once(
  { operation, event, key }: Asked,
  { keptAnswers, now, randomBytes, log }: Deps,
  run: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const idempotencyKey = operation.creates === true ? headerOf(event) : undefined;
  if (idempotencyKey === undefined) return run();
  const { requestId, http } = event.requestContext;
  const keyText = apiKeyIn(event);
  const name = { keyId: key.id, operationId: operation.id, idempotencyKey };
  const fingerprint = fingerprintOf(keyText, http.path, bytesOf(event));
  const claim = await keptAnswers.claim(name, fingerprint, requestId, now() + underWayMs);
  if (claim.kind === 'taken') return repeated(claim);
  try {
    const answer = await run();
    if (answer.statusCode < 300) await keep(answer);
    else await release();
    return answer;
  } catch (error) {
    await release();
    throw error;
  }

  function repeated(taken: Extract<typeof claim, { kind: 'taken' }>): HttpAnswer {
    if (taken.fingerprint !== fingerprint) {
      throw new ProblemError('idempotency-key-reused', reused[key.kind]);
    }
    if (taken.sealed === undefined) {
      throw new ProblemError(
        'idempotency-key-in-use',
        'The same request is under way. Send it again in a second: its answer will be there.',
        [],
        { retryAfter: retryAfterSeconds },
      );
    }
    const { status, headers, body } = openAnswer(taken.sealed, keyText, { name, fingerprint });
    return {
      statusCode: status,
      headers: { ...headers, 'x-request-id': requestId, 'idempotent-replayed': 'true' },
      ...(body === undefined ? {} : { body }),
    };
  }

  /** What is done is done: the caller gets its answer even if it cannot be kept. */
  async function keep({ statusCode: status, headers, body }: HttpAnswer): Promise<void> {
    const sealed = sealAnswer(
      { status, headers, body },
      keyText,
      { name, fingerprint },
      randomBytes(ivBytes),
    );
    const isKept = await keptAnswers
      .keep(name, fingerprint, requestId, sealed)
      .catch((error: unknown) => logged('an answer was not kept', error));
    if (isKept === false) log.warn('an answer came too late to be kept', { requestId });
  }

  /** What is not given back ends by itself. */
  async function release(): Promise<void> {
    await keptAnswers
      .release(name, requestId)
      .catch((error: unknown) => logged('an idempotency key was not given back', error));
  }

  function logged(message: string, error: unknown): void {
    log.error(message, { requestId, operation: operation.id, error });
  }
}
