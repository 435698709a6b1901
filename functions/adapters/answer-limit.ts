import type { Socket } from 'node:net';
import { CallFailedError } from './call-failed-error.ts';

const kib = 1024;
/** Of the status line and the headers before the body, as they come. */
const maxHeadKib = 16;
/**
 * Of a whole answer, as it comes. A body is cut long before: this stops what is no body, such as interim answers, chunk
 * extensions, trailers and line ends without end.
 */
const maxAnswerKib = 192;

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const endOfHead = '\r\n\r\n';

/**
 * How much a receiver may say. undici's own limit is not enough: it knows none for what is neither header nor body, and once
 * headers are over it, makes an error for each that still comes.
 */
export class AnswerLimit {
  #bytes = 0;
  #isHead = true;

  /** A request is being sent: its answer counts from here. */
  begin(): void {
    this.#bytes = 0;
    this.#isHead = true;
  }

  /** What comes now is the body. */
  endHead(): void {
    this.#isHead = false;
  }

  /** Has the socket destroyed once it gets too much, before anybody parses that. */
  watch(socket: Socket): void {
    const push = socket.push.bind(socket);
    socket.push = (chunk: Buffer | null, ...rest) => {
      const excess = chunk === null ? undefined : this.#add(chunk);
      if (excess === undefined) return push(chunk, ...rest);
      socket.destroy(excess);
      return false;
    };
  }

  #add(chunk: Buffer): CallFailedError | undefined {
    const before = this.#bytes;
    this.#bytes += chunk.length;
    if (this.#bytes > maxAnswerKib * kib) return tooLarge('the answer', maxAnswerKib);
    if (!this.#isHead || this.#bytes <= maxHeadKib * kib) return undefined;
    return endsWithin(chunk, maxHeadKib * kib - before)
      ? undefined
      : tooLarge('the head of the answer', maxHeadKib);
  }
}

/** Whether a head may end in the first bytes of a chunk: whole there, or with line ends that began in the chunk before. */
function endsWithin(chunk: Buffer, bytes: number): boolean {
  const [first] = chunk;
  if (first === carriageReturn || first === lineFeed) return true;
  return bytes > 0 && chunk.subarray(0, bytes).includes(endOfHead);
}

function tooLarge(what: string, limitKib: number): CallFailedError {
  return new CallFailedError('too-large', `${what} is over ${limitKib} KiB`);
}
