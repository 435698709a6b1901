import { createServer, type IncomingMessage, type Server } from 'node:http';
import { healthItem } from '../../functions/adapters/health-item.ts';
import { KmsVault } from '../../functions/adapters/kms-vault.ts';
import { itemOfWebhook } from '../../functions/adapters/webhook-item.ts';
import { listen } from '../../local/loopback-server.ts';
import { credentials, webhookState } from '../support/webhook-state.ts';
import { answerParent } from './child.ts';

/** A process of its own: a receiver that answers 200, and as much of DynamoDB and KMS as successful deliveries need. */

const keepAliveMs = 60_000;
const webhooksTable = 'webhooks';

function reading(server: (body: string, request: IncomingMessage) => string): Server {
  return createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = server(Buffer.concat(chunks).toString(), request);
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(answer),
      });
      response.end(answer);
    });
  });
}

const taken = { calls: 0, bytes: 0, records: 0 };

const receiver = reading(body => {
  taken.calls++;
  taken.bytes += Buffer.byteLength(body);
  return '{}';
});
const receiverUrl = `${(await listen(receiver, 0)).url}/in`;

/** KMS and the table that hold one data key. */
const dataKey = Buffer.alloc(32, 9);
const encryptedKey = Buffer.from('encrypted');
const notNeeded = () => Promise.reject(new Error('there is a data key'));
const vault = new KmsVault({
  kms: { generateDataKey: notNeeded, decrypt: async () => Buffer.from(dataKey) },
  dynamoDb: { putItem: notNeeded, getItem: async () => ({ Item: { encryptedKey: { B: encryptedKey } } }) },
  webhooksTable,
  keyArn: 'arn',
  now: Date.now,
});
const storedKey = JSON.stringify({ Item: { encryptedKey: { B: encryptedKey.toString('base64') } } });
const openedKey = JSON.stringify({ Plaintext: dataKey.toString('base64') });

const { webhook, health } = webhookState({ url: receiverUrl });
const sealedCredentials = await vault.seal(webhook.ownerCompanyId, webhook.id, credentials);
const stored = JSON.stringify({
  Responses: {
    [webhooksTable]: [itemOfWebhook({ ...webhook, sealedCredentials }), healthItem(webhook.id, health)],
  },
  UnprocessedKeys: {},
});

const dynamoDb = reading((body, request) => {
  const target = request.headers['x-amz-target'];
  if (target === 'DynamoDB_20120810.BatchGetItem') return stored;
  if (target === 'DynamoDB_20120810.GetItem') return storedKey;
  if (target === 'TrentService.Decrypt') return openedKey;
  // Statistics; and on a busy machine a batch may be held up for so long that the worker asks for more.
  if (target === 'DynamoDB_20120810.UpdateItem' || target === 'AmazonSQS.ReceiveMessage') return '{}';
  if (target !== 'DynamoDB_20120810.BatchWriteItem') throw new Error(`no answer to ${target}`);
  taken.records += body.split('"PutRequest"').length - 1;
  return '{"UnprocessedItems":{}}';
});
const dynamoDbUrl = (await listen(dynamoDb, 0)).url;

answerParent(async () => ({ receiverUrl, dynamoDbUrl, ...taken }));
