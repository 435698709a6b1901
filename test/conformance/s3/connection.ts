import { once } from 'node:events';
import { createServer } from 'node:http';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { createS3 } from '../../../local/emulators/s3/s3.ts';
import { openStore, type Store } from '../../../local/emulators/store.ts';

export const bucket = 'payloads';
export const nowMs = Date.parse('2026-03-01T12:00:00.000Z');

/** A served S3 emulator with one bucket, and the official client of it. */
export async function connect(store: Store = openStore(), region = 'eu-central-1') {
  const faults: unknown[] = [];
  const s3 = createS3({ store, region, now: () => nowMs, onFault: error => faults.push(error) });
  const server = createServer((request, response) => void s3.serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new S3Client({ endpoint: url, region, credentials, forcePathStyle: true, maxAttempts: 1 });
  await client.send(new CreateBucketCommand({ Bucket: bucket })).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'BucketAlreadyOwnedByYou')) throw error;
  });
  return {
    url,
    client,
    faults,
    put: (
      Key: string,
      Body: NonNullable<PutObjectCommandInput['Body']>,
      more: Partial<PutObjectCommandInput> = {},
    ) => client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more })),
    get: async (Key: string) => {
      const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      return { ...answer, bytes: await answer.Body?.transformToByteArray() };
    },
    /** A request without the SDK, for what its types or checks do not let through. */
    send: (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
      fetch(`${url}${path}`, {
        method,
        headers: { authorization: 'AWS4-HMAC-SHA256 Credential=local/1/r/s3/aws4_request', ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    async close() {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Connection = Awaited<ReturnType<typeof connect>>;
