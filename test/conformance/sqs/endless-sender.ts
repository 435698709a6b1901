// Run as a process of its own, to be killed: sends without end and prints the id of every acknowledged message.
import { createSqs } from '../../../local/emulators/sqs/sqs.ts';
import { openStore } from '../../../local/emulators/store.ts';

const sqs = createSqs({
  store: openStore(process.argv[2]),
  region: 'us-east-1',
  accountId: '000000000000',
  baseUrl: () => 'http://127.0.0.1',
});
await sqs.handle('CreateQueue', { QueueName: 'kept' }, { signal: new AbortController().signal });
for (let index = 0; ; index += 1) {
  const { messageId } = await sqs.send('arn:aws:sqs:us-east-1:000000000000:kept', `m${index}`);
  await new Promise(written => process.stdout.write(`${messageId}\n`, written));
}
