import { type AnswerAttack, closed, type Expected, failed, notHttp, saying } from './serving.ts';

const wrongLength: Expected = {
  status: null,
  error: 'reset',
  errorDetail: 'the answer has not the length that its headers name (UND_ERR_RES_CONTENT_LENGTH_MISMATCH)',
};

export const nonsense: readonly AnswerAttack[] = [
  { name: 'another protocol', serve: saying('SSH-2.0-OpenSSH_9.6\r\n'), attempt: notHttp },
  { name: 'random bytes', serve: saying(Buffer.from('00ff1b5b9b0d0a8000', 'hex')), attempt: notHttp },
  { name: 'status of four digits', serve: saying('HTTP/1.1 2000 x\r\n\r\n'), attempt: notHttp },
  { name: 'status of zero', serve: saying('HTTP/1.1 000 x\r\ncontent-length: 0\r\n\r\n'), attempt: notHttp },
  {
    name: 'status below 100',
    serve: saying('HTTP/1.1 099 x\r\ncontent-length: 0\r\n\r\n'),
    attempt: notHttp,
  },
  { name: 'no status', serve: saying('HTTP/1.1\r\n\r\n'), attempt: notHttp },
  {
    name: 'line ends without carriage return',
    serve: saying('HTTP/1.1 200 x\ncontent-length: 0\n\n'),
    attempt: notHttp,
  },
  { name: 'zero byte in a header', serve: saying('HTTP/1.1 200 x\r\na: b\0c\r\n\r\n'), attempt: notHttp },
  {
    name: 'carriage return in a header',
    serve: saying('HTTP/1.1 200 x\r\na: b\rc: d\r\n\r\n'),
    attempt: notHttp,
  },
  { name: 'folded header', serve: saying('HTTP/1.1 200 x\r\na: b\r\n c\r\n\r\n'), attempt: notHttp },
  {
    name: 'negative length',
    serve: saying('HTTP/1.1 200 x\r\ncontent-length: -1\r\n\r\n'),
    attempt: notHttp,
  },
  {
    name: 'length beyond numbers',
    serve: saying('HTTP/1.1 200 x\r\ncontent-length: 99999999999999999999\r\n\r\n'),
    attempt: wrongLength,
  },
  {
    name: 'two lengths',
    serve: saying('HTTP/1.1 200 x\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\nokoko'),
    attempt: wrongLength,
  },
  {
    name: 'length and chunks',
    serve: saying('HTTP/1.1 200 x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
    attempt: wrongLength,
  },
  { name: 'continue', serve: saying('HTTP/1.1 100 Continue\r\n\r\n'), attempt: closed },
  {
    name: 'upgrade',
    serve: saying('HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    attempt: closed,
  },
  {
    name: 'names of JavaScript',
    serve: saying('HTTP/1.1 500 x\r\n__proto__: a\r\nconstructor: b\r\ncontent-length: 0\r\n\r\n'),
    attempt: failed(null),
  },
  {
    name: 'an answer for the next request too',
    serve: saying(
      'HTTP/1.1 500 x\r\ncontent-length: 2\r\n\r\nnoHTTP/1.1 200 x\r\ncontent-length: 2\r\n\r\nok',
    ),
    attempt: failed('no'),
  },
];
