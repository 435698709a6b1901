import { Pool } from 'undici';
import { answerParent } from '../child.ts';
import { payloads } from '../messages.ts';
import { batchSize, measureRound } from './round.ts';

/** The baseline: the same bodies by undici's Pool.request and nothing else. */

const { origin, pathname: path } = new URL(process.env.BENCH_RECEIVER ?? '');
const pool = new Pool(origin, { connections: 50, pipelining: 1 });
const headers = { 'content-type': 'application/json' };

async function post(body: string): Promise<void> {
  const answer = await pool.request({ path, method: 'POST', headers, body });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`the receiver answered ${answer.statusCode}`);
}

answerParent(message =>
  measureRound(
    message,
    count => Array.from({ length: count }, () => payloads(batchSize)),
    async bodies => void (await Promise.all(bodies.map(post))),
  ),
);
