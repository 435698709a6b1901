import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { optionalBooleanAt, recordAt, textAt, textsAt } from '../json.ts';

/** As `aws s3 sync` guesses them, by extension: https://docs.python.org/3.13/library/mimetypes.html */
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Copies the files of assets into a bucket, later assets over earlier ones:
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html
 */
export const bucketDeployment: ResourceType = {
  applied: [
    'DestinationBucketName',
    'Prune',
    'ServiceToken',
    'SourceBucketNames',
    'SourceMarkersConfig.jsonEscape',
    'SourceObjectKeys',
    'SystemMetadata.cache-control',
  ],
  withoutEffect: ['OutputObjectKeys', 'WaitForDistributionInvalidation'],
  async create(properties, context) {
    if (optionalBooleanAt(properties, 'Prune') !== false) {
      throw new Error('the local run deletes nothing of a bucket: Prune has to be false');
    }
    const Bucket = textAt(properties, 'DestinationBucketName');
    const CacheControl = textAt(recordAt(properties, 'SystemMetadata') ?? {}, 'cache-control');
    for (const objectKey of textsAt(properties, 'SourceObjectKeys')) {
      for (const [Key, Body] of await filesBelow(context.assetPath(objectKey))) {
        const ContentType = contentTypes[extname(Key)] ?? 'binary/octet-stream';
        await context.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl }));
      }
    }
    return { ref: context.logicalId, attributes: {} };
  },
};

async function filesBelow(folder: string): Promise<readonly (readonly [key: string, bytes: Buffer])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    paths.map(async path => [relative(folder, path).split(sep).join('/'), await readFile(path)] as const),
  );
}
