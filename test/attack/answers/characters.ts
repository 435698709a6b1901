import { type AnswerAttack, body, failed } from './serving.ts';

export const characters: readonly AnswerAttack[] = [
  {
    name: 'escape sequences',
    serve: body('\u001b[2J\u001b]0;owned\u0007'),
    attempt: failed('␛[2J␛]0;owned␇'),
  },
  { name: 'control sequences of eight bits', serve: body('\u009b2J'), attempt: failed('\ufffd2J') },
  { name: 'zero bytes', serve: body('a\0b'), attempt: failed('a␀b') },
  { name: 'line separators', serve: body('a\u2028b\u2029c'), attempt: failed('a\ufffdb\ufffdc') },
  { name: 'text turned around', serve: body('\u202Egpj.exe\u202C'), attempt: failed('\ufffdgpj.exe\ufffd') },
  {
    name: 'lone surrogates',
    serve: body(Buffer.from('eda080', 'hex')),
    attempt: failed('\ufffd\ufffd\ufffd'),
  },
  {
    name: 'a forged line of a log',
    serve: body('ok\r\n{"level":"error"}'),
    attempt: failed('ok\r\n{"level":"error"}'),
  },
];
