import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import * as deployment from 'aws-cdk-lib/aws-s3-deployment';
import { AssetHashType, DockerImage } from 'aws-cdk-lib/core';

const consoleFolder = join(import.meta.dirname, '../console');

/** Vite puts what has a hash of its content in its name there, and nothing else: https://vite.dev/config/build-options#build-assetsdir */
export const hashedFolder = 'assets';

/** The built console: the files with hashed names, or all others. Built in this process's child, without Docker or npx. */
export function consoleFiles(part: 'hashed' | 'named'): deployment.ISource {
  return deployment.Source.asset(consoleFolder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // never pulled: tryBundle below always does the work or throws
      image: DockerImage.fromRegistry('finehook-bundles-without-docker'),
      // Bundles of one folder are told apart by what is here, not by the function below.
      command: [part],
      local: {
        tryBundle: outputDir => {
          writeFiles(part, outputDir);
          return true;
        },
      },
    },
  });
}

function writeFiles(part: 'hashed' | 'named', outputDir: string): void {
  built ??= build();
  for (const [path, bytes] of built) {
    const isHashed = path.startsWith(`${hashedFolder}/`);
    if (isHashed !== (part === 'hashed')) continue;
    mkdirSync(dirname(join(outputDir, path)), { recursive: true });
    writeFileSync(join(outputDir, path), bytes);
  }
}

/** Made once per synthesis. */
let built: ReadonlyMap<string, Uint8Array> | undefined;

function build(): ReadonlyMap<string, Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'finehook-console-'));
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  try {
    execFileSync(
      process.execPath,
      [vite, 'build', consoleFolder, '--configLoader', 'native', '--outDir', folder, '--logLevel', 'warn'],
      // React has another build for development.
      { env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    return filesBelow(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesBelow(folder: string): ReadonlyMap<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map(path => [relative(folder, path), readFileSync(path)]));
}
