import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asRecord, type JsonRecord, optionalTextAt, parseJson, recordAt, textAt } from '../json.ts';
import { TemplateError } from './intrinsics.ts';

/** The one stack of a cloud assembly, as data. */
export interface Assembly {
  readonly stackName: string;
  readonly template: JsonRecord;
  /** Folder or file of the asset that is uploaded under this S3 key in the cloud. */
  assetPath(objectKey: string): string;
}

function readRecord(file: string): JsonRecord {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new TemplateError(
      `cannot read the cloud assembly: ${error instanceof Error ? error.message : error}`,
    );
  }
  return asRecord(parseJson(text, file), file);
}

/**
 * Reads what `cdk synth` wrote: https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assemblies
 * @param directory the cloud assembly, usually `cdk.out`
 * @throws TemplateError when there is not exactly one stack
 */
export function readAssembly(directory: string): Assembly {
  const manifest = readRecord(join(directory, 'manifest.json'));
  const artifacts = Object.entries(recordAt(manifest, 'artifacts') ?? {}).map(
    ([id, artifact]) => [id, asRecord(artifact, id)] as const,
  );
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [stack, ...others] = stacks;
  if (stack === undefined || others.length > 0) {
    const names = stacks.map(([id]) => id).join(', ') || 'none';
    throw new TemplateError(
      `the local run takes a cloud assembly with one stack; ${directory} has: ${names}`,
    );
  }
  const [id, artifact] = stack;
  const properties = recordAt(artifact, 'properties') ?? {};

  const sources = new Map<string, string>();
  for (const [, assets] of artifacts) {
    if (assets.type !== 'cdk:asset-manifest') continue;
    const file = textAt(recordAt(assets, 'properties') ?? {}, 'file');
    for (const [key, path] of assetSources(readRecord(join(directory, file)))) {
      sources.set(key, resolve(directory, path));
    }
  }

  return {
    stackName: optionalTextAt(properties, 'stackName') ?? id,
    template: readRecord(join(directory, textAt(properties, 'templateFile'))),
    assetPath(objectKey) {
      const path = sources.get(objectKey);
      if (path === undefined) throw new TemplateError(`the cloud assembly has no asset ${objectKey}`);
      return path;
    },
  };
}

function* assetSources(manifest: JsonRecord): Iterable<readonly [objectKey: string, path: string]> {
  for (const [id, file] of Object.entries(recordAt(manifest, 'files') ?? {})) {
    const asset = asRecord(file, id);
    const path = optionalTextAt(recordAt(asset, 'source') ?? {}, 'path');
    if (path === undefined) continue;
    for (const destination of Object.values(recordAt(asset, 'destinations') ?? {})) {
      yield [textAt(asRecord(destination, id), 'objectKey'), path];
    }
  }
}
