import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asRecord, type JsonRecord, optionalTextAt, parseJson, recordAt, textAt, textsAt } from '../json.ts';
import { TemplateError } from './intrinsics.ts';

/** A stack of a cloud assembly, as data. */
export interface AssemblyStack {
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
 * @returns its stacks, each after those whose outputs it reads
 * @throws TemplateError when there is none
 */
export function readAssembly(directory: string): readonly AssemblyStack[] {
  const manifest = readRecord(join(directory, 'manifest.json'));
  const artifacts = new Map(
    Object.entries(recordAt(manifest, 'artifacts') ?? {}).map(([id, artifact]) => [
      id,
      asRecord(artifact, id),
    ]),
  );
  const sources = new Map<string, string>();
  for (const assets of artifacts.values()) {
    if (assets.type !== 'cdk:asset-manifest') continue;
    const file = textAt(recordAt(assets, 'properties') ?? {}, 'file');
    for (const [key, path] of assetSources(readRecord(join(directory, file)))) {
      sources.set(key, resolve(directory, path));
    }
  }

  const assetPath = (objectKey: string): string => {
    const path = sources.get(objectKey);
    if (path === undefined) throw new TemplateError(`the cloud assembly has no asset ${objectKey}`);
    return path;
  };
  const stacks = inOrder(artifacts).flatMap(([id, artifact]) => {
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const properties = recordAt(artifact, 'properties') ?? {};
    const template = readRecord(join(directory, textAt(properties, 'templateFile')));
    return [{ stackName: optionalTextAt(properties, 'stackName') ?? id, template, assetPath }];
  });
  if (stacks.length === 0) throw new TemplateError(`the cloud assembly ${directory} has no stack`);
  return stacks;
}

/** Every artifact after those that it depends on. */
function inOrder(artifacts: ReadonlyMap<string, JsonRecord>): readonly (readonly [string, JsonRecord])[] {
  const ordered = new Map<string, JsonRecord>();
  const visit = (id: string): void => {
    const artifact = artifacts.get(id);
    if (artifact === undefined || ordered.has(id)) return;
    for (const needed of textsAt(artifact, 'dependencies')) visit(needed);
    ordered.set(id, artifact);
  };
  for (const id of artifacts.keys()) visit(id);
  return [...ordered];
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
