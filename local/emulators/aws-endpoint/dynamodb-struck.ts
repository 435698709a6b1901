import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Input } from '../iam/request.ts';
import { isInput } from '../iam/request.ts';
import { answer, readBytes } from './http.ts';

/** A request on items, before it reaches the emulator. */
export interface ItemRequest {
  readonly operation: string;
  readonly body: Buffer;
  readonly accessKeyId: string | undefined;
}

/** What becomes of a request with which something goes wrong on purpose. */
export type StruckRequest =
  /** It is answered so, and not carried out. */
  | { readonly kind: 'refused'; readonly statusCode: number; readonly answer: Input }
  /** It is not answered, carried out or not; the connection breaks after a while. */
  | { readonly kind: 'silent'; readonly isDone: boolean; readonly silenceMs: number }
  /** Less is asked of the emulator; its answer is completed by what was left out. */
  | { readonly kind: 'partial'; readonly body: Buffer; readonly complete: (answer: Input) => Input };

const headers = { 'content-type': 'application/x-amz-json-1.0' };

/** @param forward asks the emulator, with another body if one is given */
export async function answerStruck(
  struck: StruckRequest,
  response: ServerResponse,
  forward: (body?: Buffer) => Promise<IncomingMessage>,
): Promise<void> {
  switch (struck.kind) {
    case 'refused':
      return answer(response, struck.statusCode, JSON.stringify(struck.answer), headers);
    case 'silent':
      if (struck.isDone) await readBytes(await forward(), Number.POSITIVE_INFINITY);
      await untilGone(response, struck.silenceMs);
      return void response.destroy();
    case 'partial': {
      const upstream = await forward(struck.body);
      const text = String(await readBytes(upstream, Number.POSITIVE_INFINITY));
      const said: unknown = JSON.parse(text);
      const whole =
        upstream.statusCode === 200 && isInput(said) ? JSON.stringify(struck.complete(said)) : text;
      return answer(response, upstream.statusCode ?? 500, whole, headers);
    }
  }
}

async function untilGone(response: ServerResponse, waitMs: number): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  // An abort ends the wait with an error that means nothing.
  await delay(waitMs, undefined, { signal: gone.signal }).catch(() => undefined);
}
