import { S3Client } from '@aws-sdk/client-s3';
import { sdkS3Bucket } from '../../../../functions/adapters/aws-sdk-s3.ts';
import { LeanAwsTransport } from '../../../../functions/adapters/lean-aws-transport.ts';
import { bucketAddressOf, leanS3Bucket } from '../../../../functions/adapters/lean-s3.ts';
import type { S3Bucket } from '../../../../functions/adapters/s3-client.ts';
import { credentials, region } from './dynoxide.ts';

interface Connection {
  readonly bucket: S3Bucket;
  close(): unknown;
}

/** Each way to S3 that a conformance suite runs against. */
export const s3Implementations: readonly {
  readonly name: string;
  connect(url: string, bucketName: string): Connection;
}[] = [
  {
    name: 'SDK',
    connect(endpoint, bucketName) {
      const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
      return { bucket: sdkS3Bucket(client, bucketName), close: () => client.destroy() };
    },
  },
  {
    name: 'lean',
    connect(url, bucketName) {
      const address = bucketAddressOf(bucketName, region, 'amazonaws.com', url);
      const transport = new LeanAwsTransport({ service: 's3', region, credentials, ...address });
      return { bucket: leanS3Bucket(transport, address), close: () => transport.close() };
    },
  },
];

export function connectBucket(name: string, url: string, bucketName: string): Connection {
  const found = s3Implementations.find(implementation => implementation.name === name);
  if (found === undefined) throw new Error(`there is no S3 by ${name}`);
  return found.connect(url, bucketName);
}
