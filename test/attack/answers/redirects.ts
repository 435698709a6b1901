import { type AnswerAttack, saying } from './serving.ts';

const metadata = 'http://169.254.169.254/latest/meta-data/';

export const redirects: readonly AnswerAttack[] = [300, 301, 302, 303, 305, 307, 308].map(status => ({
  name: `redirect by ${status} to the metadata service`,
  serve: saying(
    `HTTP/1.1 ${status} x\r\nlocation: ${metadata}\r\nrefresh: 0;url=${metadata}\r\ncontent-length: 0\r\n\r\n`,
  ),
  attempt: {
    status,
    error: 'redirect',
    errorDetail: 'the answer is a redirect, and redirects are not followed',
  },
}));
