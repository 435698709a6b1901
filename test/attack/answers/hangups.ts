import {
  type AnswerAttack,
  closed,
  dripping,
  type Expected,
  onRequest,
  resetting,
  slowBody,
} from './serving.ts';

const slowHead: Expected = {
  status: null,
  error: 'timeout',
  errorDetail: 'the head of the answer did not end in time',
};

const reset: Expected = {
  status: null,
  error: 'reset',
  errorDetail: 'the receiver reset the connection (ECONNRESET)',
};

export const slowness: readonly AnswerAttack[] = [
  {
    name: 'no answer',
    serve: socket => socket.resume(),
    attempt: { status: null, error: 'timeout', errorDetail: 'no answer came in time' },
    lastsWholeTime: true,
  },
  {
    name: 'request never read',
    serve: socket => socket.pause(),
    attempt: { status: null, error: 'timeout', errorDetail: 'no answer came in time' },
    lastsWholeTime: true,
  },
  {
    name: 'head that drips',
    serve: dripping('HTTP/1.1 200 x\r\n', 'a'),
    attempt: slowHead,
    lastsWholeTime: true,
  },
  {
    name: 'body that drips',
    serve: dripping('HTTP/1.1 500 x\r\n\r\n', ''),
    attempt: slowBody,
    lastsWholeTime: true,
  },
  {
    name: 'interim answers that drip',
    serve: dripping('', 'HTTP/1.1 102 x\r\n\r\n'),
    attempt: slowHead,
    lastsWholeTime: true,
  },
];

export const hangups: readonly AnswerAttack[] = [
  { name: 'closes at once', serve: socket => socket.resume().end(), attempt: closed },
  { name: 'closes after the request', serve: onRequest(socket => socket.end()), attempt: closed },
  {
    name: 'closes within the head',
    serve: onRequest(socket => socket.end('HTTP/1.1 200 x\r\ncont')),
    attempt: closed,
  },
  {
    name: 'closes within the body',
    serve: onRequest(socket => socket.end('HTTP/1.1 500 x\r\ncontent-length: 9\r\n\r\nhalf')),
    attempt: { ...closed, status: 500, responseBody: 'half' },
  },
  {
    name: 'closes its half and stays',
    serve: onRequest(socket => {
      socket.allowHalfOpen = true;
      socket.end();
    }),
    attempt: closed,
  },
];

export const resets: readonly AnswerAttack[] = [
  {
    name: 'resets after the request',
    serve: onRequest(socket => socket.resetAndDestroy()),
    attempt: reset,
    protocol: 'http',
  },
  {
    name: 'resets within the head',
    serve: resetting('HTTP/1.1 200 x\r\ncont'),
    attempt: reset,
    protocol: 'http',
  },
  {
    name: 'resets within the body',
    serve: resetting('HTTP/1.1 500 x\r\ncontent-length: 9\r\n\r\nhalf'),
    attempt: { ...reset, status: 500, responseBody: 'half' },
    protocol: 'http',
  },
];
