import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AssetHashType, type BundlingOptions, DockerImage } from 'aws-cdk-lib/core';
import { buildSync } from 'esbuild';

const repositoryRoot = join(import.meta.dirname, '..');
const functionsFolder = join(repositoryRoot, 'functions');

/**
 * Some dependencies are CommonJS inside an ESM bundle and call `require` for Node's own modules.
 * getBuiltinModule costs no import at the cold start.
 */
const banner = "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);";

/**
 * Where the SDK would look for credentials when the environment has none, by dynamic import: Lambda's environment always
 * has them, and without these providers the functions start a third faster.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
const neverReached = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** Called only when bundles are made. */
export type BundleFiles = () => ReadonlyMap<string, Uint8Array>;

/**
 * Bundles `functions/<name>/handler.ts` as ESM with everything in it, the AWS SDK too: ESM starts about twice as fast,
 * and the versions are the tested ones. esbuild is called in this process, by path relative to the repository: no
 * npx, no Docker, and the same source gives the same bytes on every machine (hence also no source map).
 * @param files makes what the function brings along beside it, by path. @default nothing
 */
export function bundledHandler(name: string, files: BundleFiles = () => new Map()): lambda.Code {
  return lambda.Code.fromAsset(join(functionsFolder, name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // never pulled: tryBundle below always does the work or throws
      image: DockerImage.fromRegistry('finehook-bundles-without-docker'),
      local: {
        tryBundle: (outputDir: string, _options: BundlingOptions) => writeBundle(name, files, outputDir),
      },
    },
  });
}

function writeBundle(name: string, files: BundleFiles, outputDir: string): true {
  bundles ??= bundleAll();
  const contents = bundles.get(name);
  if (contents === undefined) throw new Error(`functions/${name}/handler.ts is missing`);
  for (const [path, bytes] of [['index.mjs', contents] as const, ...files()]) {
    mkdirSync(dirname(join(outputDir, path)), { recursive: true });
    writeFileSync(join(outputDir, path), bytes);
  }
  return true;
}

/** Made once per synthesis: all functions at once take half the time of one after the other, with the same bytes. */
let bundles: ReadonlyMap<string, Uint8Array> | undefined;

function bundleAll(): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(functionsFolder).filter(name =>
    existsSync(join(functionsFolder, name, 'handler.ts')),
  );
  const { outputFiles } = buildSync({
    absWorkingDir: repositoryRoot,
    entryPoints: names.map(name => ({ in: `functions/${name}/handler.ts`, out: name })),
    outdir: 'functions',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: neverReached,
    // undici's own switch, made for Node's core: leaves out a second parser that is experimental and off
    define: { esbuildDetection: 'true' },
    banner: { js: banner },
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    // not the tsconfig of whoever synthesizes
    tsconfigRaw: { compilerOptions: { target: 'es2024', verbatimModuleSyntax: true } },
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path, '.mjs'), contents]));
}
