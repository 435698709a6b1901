import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { readAssembly } from '../../local/cloudformation/assembly.ts';
import { asRecord, recordAt, textAt } from '../../local/json.ts';
import { synthesizeAssembly } from '../support/local-run.ts';

/** The code of one Lambda function as the CDK packs it for the cloud. */
export interface Bundle {
  /** Folder in `functions`. */
  readonly name: string;
  readonly codePath: string;
  readonly file: string;
  readonly bytes: number;
  readonly compressedBytes: number;
}

/** Synthesizes the CDK app, lets `use` work with the bundles of its functions, and removes everything again. */
export async function withBundles(use: (bundles: readonly Bundle[]) => Promise<void>): Promise<void> {
  const assembly = await synthesizeAssembly();
  try {
    await use(bundlesOf(assembly));
  } finally {
    rmSync(dirname(assembly), { recursive: true, force: true });
  }
}

export function bundleNamed(bundles: readonly Bundle[], name: string): Bundle {
  const found = bundles.find(bundle => bundle.name === name);
  if (found === undefined) throw new Error(`the template has no function ${name}`);
  return found;
}

function bundlesOf(directory: string): Bundle[] {
  const [assembly] = readAssembly(directory);
  if (assembly === undefined) throw new Error(`${directory} has no stack`);
  const bundles: Bundle[] = [];
  for (const [id, value] of Object.entries(recordAt(assembly.template, 'Resources') ?? {})) {
    const resource = asRecord(value, id);
    if (textAt(resource, 'Type') !== 'AWS::Lambda::Function') continue;
    const properties = recordAt(resource, 'Properties') ?? {};
    const [name = ''] = textAt(properties, 'Description').split(':');
    const codePath = assembly.assetPath(textAt(recordAt(properties, 'Code') ?? {}, 'S3Key'));
    const files = readdirSync(codePath, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    bundles.push({
      name,
      codePath,
      file: join(codePath, 'index.mjs'),
      bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
      compressedBytes: files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0),
    });
  }
  return bundles.sort((one, other) => one.bytes - other.bytes);
}
