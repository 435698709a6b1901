import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AnswerLimit } from '../../functions/adapters/answer-limit.ts';

const head = (bytes: number) => `HTTP/1.1 200 OK\r\na: ${'x'.repeat(bytes - 24)}\r\n\r\n`;

/** A socket that gets what is pushed, and the limit that watches it. */
function watched() {
  const limit = new AnswerLimit();
  const socket = new Socket();
  let said: string | undefined;
  socket.on('error', error => {
    said = error.message;
  });
  limit.watch(socket);
  return {
    limit,
    push: async (...texts: string[]) => {
      for (const text of texts) socket.push(Buffer.from(text));
      await new Promise(resolve => setImmediate(resolve));
      return { said, buffered: socket.readableLength };
    },
  };
}

describe('an answer', () => {
  it.each([
    ['a head of 16 KiB', [head(16_384)]],
    ['a short head, with a body behind it', [head(100) + 'x'.repeat(65_000)]],
    [
      'a head in two parts, with a body behind it',
      [head(100).slice(0, 50), head(100).slice(50) + 'x'.repeat(65_000)],
    ],
    ['a head cut within its last line end', [head(100).slice(0, -2), `\r\n${'x'.repeat(65_000)}`]],
    ['a head cut before its last byte', [head(100).slice(0, -1), `\n${'x'.repeat(65_000)}`]],
  ])('with %s passes', async (_, chunks) => {
    const bytes = chunks.join('').length;
    expect(await watched().push(...chunks)).toEqual({ said: undefined, buffered: bytes });
  });

  it.each([
    ['a head of one byte more', [head(16_385)]],
    ['a head without end', [`HTTP/1.1 200 OK\r\na: ${'x'.repeat(20_000)}`]],
    ['a head in many parts without end', Array<string>(100).fill('a: b\r\n'.repeat(50))],
    ['a head that ends too late', ['x'.repeat(16_000), `${'x'.repeat(1000)}\r\n\r\n`]],
  ])('with %s is stopped', async (_, chunks) => {
    const { said } = await watched().push(...chunks);
    expect(said).toBe('the head of the answer is over 16 KiB');
  });

  it('of 192 KiB passes, of one byte more is stopped', async () => {
    const { limit, push } = watched();
    expect(await push(head(100))).toMatchObject({ said: undefined });
    limit.endHead();
    expect(await push('x'.repeat(196_508))).toMatchObject({ said: undefined });
    expect(await push('x')).toMatchObject({ said: 'the answer is over 192 KiB' });
  });

  it('counts anew with each request', async () => {
    const { limit, push } = watched();
    for (let n = 0; n < 3; n++) {
      limit.begin();
      expect(await push(head(16_000))).toMatchObject({ said: undefined });
      limit.endHead();
      expect(await push('x'.repeat(150_000))).toMatchObject({ said: undefined });
    }
    limit.begin();
    expect(await push('x'.repeat(17_000))).toMatchObject({ said: 'the head of the answer is over 16 KiB' });
  });
});
