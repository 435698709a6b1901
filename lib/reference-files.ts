import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { buildSync } from 'esbuild';

const pageFolder = join(import.meta.dirname, '../functions/api-reference/page');
const swaggerUiFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The script of Swagger UI says that its licences are in a file of this name beside it. */
const licences = 'swagger-ui-bundle.js.LICENSE.txt';

/** Everything that the function api-reference serves, by its path in the bundle. */
export function referenceFiles(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let page = readFileSync(join(pageFolder, 'index.html'), 'utf8');
  // Under names that change with their bytes, so that browsers ask for them once.
  const named = [
    ['swagger-ui.css', readFileSync(join(swaggerUiFolder, 'swagger-ui.css'))],
    ['swagger-ui-bundle.js', readFileSync(join(swaggerUiFolder, 'swagger-ui-bundle.js'))],
    ['reference.css', readFileSync(join(pageFolder, 'reference.css'))],
    ['reference.js', pageScript()],
  ] as const;
  for (const [name, bytes] of named) {
    const versioned = versionedName(name, bytes);
    page = page.replace(`{{${name}}}`, versioned);
    files.set(`page/${versioned}`, bytes);
  }
  files.set(`page/${licences}`, readFileSync(join(swaggerUiFolder, licences)));
  return files.set('page/index.html', Buffer.from(page));
}

function pageScript(): Uint8Array {
  const { outputFiles } = buildSync({
    absWorkingDir: pageFolder,
    entryPoints: ['reference.ts'],
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    logLevel: 'warning',
    // not the tsconfig of whoever synthesizes
    tsconfigRaw: {},
  });
  const [script] = outputFiles;
  if (script === undefined)
    throw new Error('esbuild made nothing of functions/api-reference/page/reference.ts');
  return script.contents;
}

/** `swagger-ui.<16 hexadecimal digits>.css` */
function versionedName(name: string, bytes: Uint8Array): string {
  const extension = extname(name);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return `${basename(name, extension)}.${hash}${extension}`;
}
