import { readFileSync } from 'node:fs';
import { isFromFinehook } from '../../../examples/receivers/verify.ts';

const { secret, now, calls } = JSON.parse(readFileSync(0, 'utf8'));
const answers = calls.map(({ headers, body }: { headers: Record<string, string>; body: string }) =>
  isFromFinehook(secret, headers, Buffer.from(body, 'base64'), now),
);
console.log(JSON.stringify(answers));
