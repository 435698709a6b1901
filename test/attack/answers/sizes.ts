import { gzipSync } from 'node:zlib';
import { inertText } from '../../../functions/domain/receiver-text.ts';
import {
  type AnswerAttack,
  body,
  type Expected,
  failed,
  flooding,
  notHttp,
  saying,
  slowBody,
} from './serving.ts';

const tooLarge: Expected = { status: null, error: 'too-large', errorDetail: 'the answer is over 192 KiB' };

const headTooLarge: Expected = {
  status: null,
  error: 'too-large',
  errorDetail: 'the head of the answer is over 16 KiB',
};

const chunked = 'HTTP/1.1 500 x\r\ntransfer-encoding: chunked\r\n\r\n';
/** 1 MB of zeros. */
const bomb = gzipSync(Buffer.alloc(1_000_000));

export const sizes: readonly AnswerAttack[] = [
  {
    name: 'body without end',
    serve: flooding('HTTP/1.1 500 x\r\n\r\n', 'x'),
    attempt: failed('x'.repeat(4096)),
  },
  {
    name: 'body of many gigabytes, by its header',
    serve: saying('HTTP/1.1 500 x\r\ncontent-length: 99999999999\r\n\r\nx'),
    attempt: { ...slowBody, responseBody: 'x' },
    lastsWholeTime: true,
  },
  {
    name: 'chunks of one byte without end',
    serve: flooding(chunked, '1\r\nx\r\n'),
    attempt: { ...tooLarge, status: 500 },
  },
  {
    name: 'one chunk of an exabyte',
    serve: saying(`${chunked}FFFFFFFFFFFFFFF\r\nx`),
    attempt: { ...slowBody, responseBody: 'x' },
    lastsWholeTime: true,
  },
  {
    name: 'chunk size of too many digits',
    serve: saying(`${chunked}FFFFFFFFFFFFFFFFF\r\nx`),
    attempt: { ...notHttp, status: 500 },
  },
  { name: 'chunk size without end', serve: flooding(chunked, '0'), attempt: { ...tooLarge, status: 500 } },
  {
    name: 'chunk extension without end',
    serve: flooding(`${chunked}1;`, 'x'),
    attempt: { ...tooLarge, status: 500 },
  },
  {
    name: 'trailers without end',
    serve: flooding(`${chunked}0\r\n`, 'a: b\r\n'),
    attempt: { ...tooLarge, status: 500 },
  },
  { name: 'headers without end', serve: flooding('HTTP/1.1 200 x\r\n', 'a: b\r\n'), attempt: headTooLarge },
  { name: 'header name without end', serve: flooding('HTTP/1.1 200 x\r\n', 'a'), attempt: headTooLarge },
  {
    name: 'header value without end',
    serve: flooding('HTTP/1.1 200 x\r\na: ', 'a'),
    attempt: headTooLarge,
  },
  {
    name: 'empty headers without end',
    serve: flooding('HTTP/1.1 200 x\r\n', 'a:\r\n'),
    attempt: headTooLarge,
  },
  { name: 'spaces without end', serve: flooding('HTTP/1.1 200 x\r\na:', ' '), attempt: headTooLarge },
  { name: 'reason phrase without end', serve: flooding('HTTP/1.1 200 ', 'x'), attempt: headTooLarge },
  { name: 'line ends without end', serve: flooding('', '\r\n'), attempt: tooLarge },
  {
    name: 'interim answers without end',
    serve: flooding('', 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'),
    attempt: headTooLarge,
  },
  {
    name: 'decompression bomb',
    serve: body(bomb, 'content-encoding: gzip\r\n'),
    attempt: failed(inertText(bomb.toString('utf8'))),
  },
];
