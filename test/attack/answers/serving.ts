import type { Socket } from 'node:net';
import type { Attempt } from '../../../functions/domain/delivery.ts';

/** What a receiver does with a connection, and what the attempt says of it. */
export interface AnswerAttack {
  readonly name: string;
  /** Called with each new connection; plain or TLS. */
  readonly serve: (socket: Socket) => void;
  readonly attempt: Pick<Attempt, 'status' | 'error' | 'errorDetail'> & {
    readonly responseBody?: string | null;
  };
  /** Only there: TLS hides the connection below it. */
  readonly protocol?: 'http';
  /** It lasts until the call's time is over. */
  readonly lastsWholeTime?: true;
}

export type Expected = AnswerAttack['attempt'];

/** Once the request has begun to arrive. */
export function onRequest(answer: (socket: Socket) => void): (socket: Socket) => void {
  return socket => {
    socket.once('data', () => answer(socket));
  };
}

/** Sends a text once the request has begun to arrive. */
export const saying = (text: string | Buffer) => onRequest(socket => socket.write(text));

/** Begins with one text, then sends the other without end, as fast as it is taken. */
export function flooding(begin: string, chunk: string): (socket: Socket) => void {
  const many = chunk.repeat(Math.ceil(65_536 / chunk.length));
  return onRequest(socket => {
    socket.write(begin);
    const go = () => {
      while (!socket.destroyed && socket.write(many));
    };
    socket.on('drain', go);
    go();
  });
}

/** Begins with one text, then sends the other piece by piece, without end. */
export function dripping(begin: string, piece: string): (socket: Socket) => void {
  return onRequest(socket => {
    socket.write(begin);
    const timer = setInterval(() => socket.write(piece), 20);
    socket.on('close', () => clearInterval(timer));
  });
}

/** Sends the text, lets it arrive, then resets the connection. */
export const resetting = (text: string) =>
  onRequest(socket => {
    socket.write(text);
    setTimeout(() => socket.resetAndDestroy(), 20);
  });

/** An answer with status 500 and this body. */
export const body = (text: string | Buffer, headers = '') => {
  const bytes = Buffer.from(text);
  const head = `HTTP/1.1 500 x\r\n${headers}content-length: ${bytes.length}\r\n\r\n`;
  return saying(Buffer.concat([Buffer.from(head), bytes]));
};

/** The attempt of an answer with status 500 that is fine. */
export const failed = (responseBody: string | null): Expected => ({
  status: 500,
  error: null,
  errorDetail: null,
  responseBody,
});

export const closed: Expected = {
  status: null,
  error: 'reset',
  errorDetail: 'the receiver closed the connection before its answer was whole (UND_ERR_SOCKET)',
};

export const notHttp: Expected = { status: null, error: 'reset', errorDetail: 'the answer is not HTTP/1.1' };

export const slowBody: Expected = {
  status: 500,
  error: 'timeout',
  errorDetail: 'the body of the answer did not end in time',
};
