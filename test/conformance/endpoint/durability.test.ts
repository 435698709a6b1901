import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DeleteMessageBatchCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, test } from 'vitest';
import { allowRules, createQueue, received, startTestEndpoint } from './test-endpoint.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'finehook-'));
afterAll(() => rmSync(dataDirectory, { recursive: true }));

test('events that PutEvents answered for are in the queue after a kill -9', async () => {
  const script = new URL('./endless-publisher.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, dataDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const accepted: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    accepted.push(line);
    if (accepted.length === 200) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');

  const run = await startTestEndpoint({ dataDirectory });
  try {
    const { url } = await createQueue(run.sqs, 'queue', allowRules('bus'));
    const found = new Set<string>();
    for (;;) {
      const messages = await received(run.sqs, url);
      if (messages.length === 0) break;
      for (const message of messages) found.add(JSON.parse(message.Body ?? '').id);
      const Entries = messages.map((it, index) => ({ Id: String(index), ReceiptHandle: it.ReceiptHandle }));
      await run.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    }
    expect(accepted.filter(id => !found.has(id))).toEqual([]);
  } finally {
    await run.close();
  }
});
