import { type DynamoDbProcess, startDynamoDbProcess } from './dynamodb/process.ts';
import { indexStreamRecords } from './dynamodb/stream-index.ts';

/** What the emulator needs from outside. */
export interface DynamoDbOptions {
  /** The file that holds the tables; without one they live as long as the process. */
  readonly file?: string;
  readonly log: (line: string) => void;
  /**
   * The program to run.
   * @default that of the npm package for this platform
   */
  readonly program?: string;
}

/** The emulated service: a child process that is started anew when it dies. */
export interface DynamoDb {
  /** The port on 127.0.0.1; waits while the process is being started anew. Rejects when that does not succeed. */
  port(): Promise<number>;
  /** The process id of the child, for tests. */
  processId(): number | undefined;
  /** Ends the child and waits for its end. */
  close(): Promise<void>;
}

/** What differs from the real service and may matter to who runs on the emulator; shown at the start. */
export const dynamoDbNotEmulated: readonly string[] = [
  'DynamoDB keeps no backups: point-in-time recovery and on-demand backups are refused',
  'DynamoDB never deletes expired items: TTL settings are kept, nothing more',
  'DynamoDB takes tables by name only (not by ARN), and has no multi-attribute keys in indexes, limits or global tables',
  'DynamoDB has one shard in a stream, and keeps its records longer than 24 hours',
  'DynamoDB has no encryption, throttling or eventual consistency',
];

/** A child that dies more often than this within the window is not started again. */
const maxRestarts = 5;
const restartWindowMs = 60_000;

/** Starts the emulator and resolves when it answers. */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const { log, file } = options;
  let closing = false;
  let restarts: readonly number[] = [];
  let child = await start();
  let current: Promise<DynamoDbProcess> = Promise.resolve(child);
  watch(child);

  function watch(started: DynamoDbProcess): void {
    child = started;
    void started.ended.then(how => {
      if (closing) return;
      const kept =
        file === undefined ? 'its tables are lost, because they were in memory only' : 'nothing is lost';
      log(`DynamoDB: the process ended unexpectedly (${how}); it is started again, ${kept}.`);
      const now = Date.now();
      restarts = [...restarts.filter(at => now - at < restartWindowMs), now];
      current = restarts.length > maxRestarts ? tooManyDeaths() : start();
      current.then(watch, (error: unknown) => log(`DynamoDB: not started again: ${String(error)}`));
    });
  }

  async function start(): Promise<DynamoDbProcess> {
    const started = await startDynamoDbProcess(options);
    if (file !== undefined) indexStreamRecords(file);
    return started;
  }

  function tooManyDeaths(): Promise<never> {
    return Promise.reject(new Error(`the process ended ${restarts.length} times within a minute`));
  }

  return {
    port: async () => (await current).port,
    processId: () => child.processId,
    async close() {
      closing = true;
      const last = await current.catch(() => undefined);
      await last?.end();
    },
  };
}
