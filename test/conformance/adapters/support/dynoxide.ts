import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
export const region = 'eu-central-1';

const binary = fileURLToPath(
  new URL('../../../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url),
);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** DynamoDB's emulator, in memory. */
export async function startDynoxide(): Promise<Emulator> {
  const port = await freePort();
  const child = spawn(binary, ['serve', '--port', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({ endpoint, region, credentials, maxAttempts: 1 });
  const untilMs = Date.now() + 10_000;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      break;
    } catch (error) {
      if (Date.now() > untilMs) throw error;
      await sleep(10);
    }
  }
  client.destroy();
  return {
    endpoint,
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

const strings = (...names: string[]) =>
  names.map(AttributeName => ({ AttributeName, AttributeType: 'S' as const }));

function index(IndexName: string, hash: string, range: string, ProjectionType: 'ALL' | 'KEYS_ONLY') {
  return {
    IndexName,
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' as const },
      { AttributeName: range, KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType },
  };
}

const key = [
  { AttributeName: 'pk', KeyType: 'HASH' as const },
  { AttributeName: 'sk', KeyType: 'RANGE' as const },
];

/** Both tables as the construct declares them. */
export async function createTables(client: DynamoDBClient, webhooksTable: string, deliveriesTable: string) {
  await client.send(
    new CreateTableCommand({
      TableName: webhooksTable,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key,
      AttributeDefinitions: strings(
        'pk',
        'sk',
        'kind',
        'kindSort',
        'companyKey',
        'companySort',
        'dueKey',
        'dueAt',
      ),
      GlobalSecondaryIndexes: [
        index('byKind', 'kind', 'kindSort', 'ALL'),
        index('byCompany', 'companyKey', 'companySort', 'ALL'),
        index('byDue', 'dueKey', 'dueAt', 'ALL'),
      ],
    }),
  );
  await client.send(
    new CreateTableCommand({
      TableName: deliveriesTable,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key,
      AttributeDefinitions: strings('pk', 'sk', 'stateKey', 'stateSort', 'eventId', 'timeSort', 'recordKey'),
      GlobalSecondaryIndexes: [
        index('byState', 'stateKey', 'stateSort', 'KEYS_ONLY'),
        index('byEvent', 'eventId', 'timeSort', 'KEYS_ONLY'),
        index('byRecord', 'recordKey', 'timeSort', 'KEYS_ONLY'),
      ],
    }),
  );
}
