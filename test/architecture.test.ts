import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../functions/api/openapi.ts';
import { operations } from '../functions/api/operations.ts';

const root = resolve(import.meta.dirname, '..');

interface Part {
  readonly name: string;
  /** Which files belong to it; the first part that fits counts. */
  readonly files: RegExp;
  /** What they may import: files of the repository, or packages. */
  readonly mayImport: readonly RegExp[];
  /** What their source may not say. */
  readonly neverSays?: readonly RegExp[];
}

const awsSdk = /^@aws-sdk\//;
const nodeBuiltin = /^node:/;
const schemaLibrary = /^zod\/mini$/;
const lambdaTypes = /^aws-lambda$/;
const readsTheWorld = [/\bprocess\.env\b/, /\bDate\.now\b/, /\bMath\.random\b/, /\bnew Date\(\)/];

const parts: readonly Part[] = [
  { name: 'event-pattern', files: /^event-pattern\//, mayImport: [/^event-pattern\//] },
  {
    name: 'event contract',
    files: /^event-contract\//,
    mayImport: [/^event-contract\//],
    neverSays: readsTheWorld,
  },
  {
    name: 'domain',
    files: /^functions\/domain\//,
    mayImport: [/^functions\/domain\//, /^event-(pattern|contract)\//, /^node:crypto$/, schemaLibrary],
    neverSays: readsTheWorld,
  },
  {
    name: 'adapters',
    files: /^functions\/adapters\//,
    mayImport: [
      /^functions\/(domain|adapters)\//,
      /^event-contract\//,
      awsSdk,
      nodeBuiltin,
      schemaLibrary,
      lambdaTypes,
      /^aws4$/,
      /^jose$/,
      /^undici(\/|$)/,
    ],
    neverSays: [/\bprocess\.env\b/],
  },
  {
    name: 'handlers',
    files: /^functions\/[a-z-]+\/handler\.ts$/,
    mayImport: [
      /^functions\/(domain|adapters)\//,
      /^functions\/environment\.ts$/,
      /^\.own\//,
      /^@middy\//,
      /^node:crypto$/,
      lambdaTypes,
    ],
    neverSays: [/\bif \(/, /\bswitch \(/, / \? .* : /],
  },
  {
    name: 'flows',
    files: /^functions\/[a-z-]+\//,
    mayImport: [
      /^functions\/domain\//,
      /^event-contract\//,
      /^\.own\//,
      schemaLibrary,
      lambdaTypes,
      /^@middy\//,
      /^node:crypto$/,
      /^zod\/v4\/core$/,
    ],
    neverSays: readsTheWorld,
  },
  { name: 'environment', files: /^functions\/environment\.ts$/, mayImport: [] },
  {
    name: 'constructs',
    files: /^(bin|lib)\//,
    mayImport: [
      /^lib\//,
      /^functions\/environment\.ts$/,
      /^aws-cdk-lib(\/|$)/,
      /^constructs$/,
      /^esbuild$/,
      nodeBuiltin,
    ],
  },
  {
    name: 'local run',
    files: /^local\//,
    mayImport: [/^local\//, /^event-pattern\//, nodeBuiltin, awsSdk],
  },
  {
    // Runs in browsers too: nothing of Node, and nothing of AWS.
    name: 'API client',
    files: /^client\/(api|verify)\//,
    mayImport: [/^client\/(api|verify)\//],
  },
  {
    name: 'generator of the API client',
    files: /^client\/generator\//,
    mayImport: [/^client\/generator\//, schemaLibrary],
  },
  { name: 'client', files: /^client\//, mayImport: [/^client\//, /^event-contract\//, nodeBuiltin, awsSdk] },
  {
    // A client of the API like any other, in browsers.
    name: 'console',
    files: /^console\/src\//,
    mayImport: [
      /^console\/src\//,
      /^client\/(api|verify)\//,
      // What reads and writes events' JSON without loss is the same everywhere.
      /^event-contract\/exact-json\.ts$/,
      // As text, to be read: what is shown is what is run.
      /^examples\/receivers\/.*\?raw$/,
      /^react(-dom)?(\/|$)/,
      /^@tanstack\/react-query$/,
      /^wouter(\/|$)/,
      /^@ariakit\/react(\/|$)/,
    ],
  },
  { name: 'build of the console', files: /^console\/vite\.config\.ts$/, mayImport: [/^vite$/] },
  {
    name: 'examples',
    files: /^examples\//,
    mayImport: [/^finehook(\/|$)/, /^aws-cdk-lib\//, /^constructs$/, /^node:crypto$/],
  },
  { name: 'tests', files: /^(test\/|vitest\.config\.ts$)/, mayImport: [/./] },
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    if (
      name.startsWith('.') ||
      name === 'node_modules' ||
      name === 'cdk.out' ||
      name === 'dist' ||
      name === 'fixtures'
    )
      return [];
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const sources = filesBelow(root)
  .map(path => relative(root, path))
  .filter(path => /\.(ts|tsx|mjs)$/.test(path));

// A text 'from' is no import.
const imports = /(?<!')(?:from|import)\s*\(?\s*'([^']+)'/g;

/** What a file imports: repository paths, packages, and `.own/…` for a file of its own function's folder. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(imports)].map(([, specifier = '']) => {
    if (!specifier.startsWith('.')) return specifier;
    const target = relative(root, resolve(root, dirname(file), specifier));
    const own = /^functions\/(?!domain|adapters)[a-z-]+\//.exec(file)?.[0];
    return own !== undefined && target.startsWith(own) ? `.own/${target.slice(own.length)}` : target;
  });
}

describe('layout', () => {
  it.each(sources)('%s belongs to a part, and imports what that may', file => {
    const part = parts.find(({ files }) => files.test(file));
    expect(part, `${file} belongs to no part of the layout`).toBeDefined();
    const wrong = importsOf(file).filter(target => !part?.mayImport.some(allowed => allowed.test(target)));
    expect(wrong).toEqual([]);
    const source = readFileSync(join(root, file), 'utf8');
    expect((part?.neverSays ?? []).filter(words => words.test(source)).map(String)).toEqual([]);
  });

  it('imports nothing of test from elsewhere', () => {
    const outside = sources.filter(file => !file.startsWith('test/') && file !== 'vitest.config.ts');
    expect(outside.filter(file => importsOf(file).some(target => target.startsWith('test/')))).toEqual([]);
  });

  it('has no file above 250 lines, but for what is generated', () => {
    const long = sources.filter(
      file =>
        !/^(test|client\/api\/generated)\//.test(file) &&
        readFileSync(join(root, file), 'utf8').split('\n').length > 251,
    );
    expect(long).toEqual([]);
  });

  it('has no barrels and no drawers for odds and ends', () => {
    expect(
      sources.filter(file => /(^|\/)(index\.ts|(utils?|helpers?|common|misc)(\.ts|\/))/.test(file)),
    ).toEqual([]);
  });
});

describe('every API operation', () => {
  const documented = JSON.stringify(openApiDocument(operations));
  const integrationTests = sources
    .filter(file => /^test\/integration\/.*\.test\.ts$/.test(file))
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n');

  it.each(operations.map(({ id }) => id))(
    '%s has an OpenAPI entry and is named by an integration test',
    id => {
      expect(documented.split(`"operationId":"${id}"`)).toHaveLength(2);
      expect(integrationTests).toMatch(new RegExp(`(describe|it)\\([^\\n]*\\b${id}\\b`));
    },
  );
});
