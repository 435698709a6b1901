import type { IncomingMessage } from 'node:http';

/**
 * The whole body, or `undefined` when it is over the limit; it is then read to its end and thrown away, so that the caller
 * gets an answer instead of a broken connection.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= limitBytes) chunks.push(bytes);
    else chunks.length = 0;
  }
  return size > limitBytes ? undefined : Buffer.concat(chunks);
}
