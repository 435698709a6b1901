import { StringDecoder } from 'node:string_decoder';
import { inertText } from '../domain/receiver-text.ts';

const keptBytes = 4096;
const maxBytes = 65_536;

/** The beginning of a response's body, as text; the rest is counted only. */
export class ResponseBody {
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  /** @returns false once there is more than anyone should have to read */
  add(chunk: Buffer): boolean {
    const room = keptBytes - this.#bytes;
    // A copy: undici's chunk is a view of a larger buffer, which would live as long as this.
    if (room > 0) this.#chunks.push(Buffer.from(chunk.subarray(0, room)));
    this.#bytes += chunk.length;
    return this.#bytes <= maxBytes;
  }

  /**
   * At most 4 KiB; what is no UTF-8 is replaced, as is what would act on a terminal; a character that the cut went
   * through is left out. Never unpacked, whatever its content-encoding says.
   */
  get text(): string | null {
    if (this.#bytes === 0) return null;
    const bytes = Buffer.concat(this.#chunks);
    if (this.#bytes > keptBytes) return cut(inertText(new StringDecoder('utf8').write(bytes)));
    return cut(inertText(bytes.toString('utf8')));
  }
}

/** What stands for a byte that is no UTF-8, or for a control character, takes three. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= keptBytes) return text;
  return new StringDecoder('utf8').write(Buffer.from(text).subarray(0, keptBytes));
}
