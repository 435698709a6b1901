import { copyFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../event-contract/exact-json.ts';

/** What programs that use Finehook need at run time; the service, the CDK app and the local run need much more. */
const needed = '@aws-sdk/client-eventbridge';
const built = './dist/';
/** Where the library of event patterns has its test vectors, which it brings along. */
const vectors = '../test/fixtures/event-pattern';

function textOf(value: unknown, name: string): string {
  if (isObject(value) && typeof value[name] === 'string') return value[name];
  throw new Error(`package.json has no ${name}`);
}

/** The paths of the repository that lie in the package, as they are there. */
function inPackage(exported: unknown): [name: string, value: unknown][] {
  return Object.entries(isObject(exported) ? exported : {}).flatMap(([name, value]) => {
    const text = JSON.stringify(value);
    return text.includes(built) ? [[name, JSON.parse(text.replaceAll(built, './'))] as const] : [];
  });
}

/**
 * The manifest of what users import and call, made of the repository's own: npm brings along what they need, not what a stack is
 * made of.
 */
export function packageOf(manifest: unknown): Readonly<Record<string, unknown>> {
  const { exports, bin, engines, dependencies } = isObject(manifest) ? manifest : {};
  const texts = ['name', 'version', 'license', 'type'].map(name => [name, textOf(manifest, name)] as const);
  return {
    ...Object.fromEntries(texts),
    private: true,
    description: 'Client, command line and libraries of Finehook, the webhook service.',
    exports: { ...Object.fromEntries(inPackage(exports)), './package.json': './package.json' },
    bin: Object.fromEntries(inPackage(bin)),
    engines,
    dependencies: { [needed]: `^${textOf(dependencies, needed)}` },
  };
}

if (import.meta.main) {
  const [root, dist] = [join(import.meta.dirname, '..'), join(import.meta.dirname, '..', 'dist')];
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(join(dist, 'package.json'), `${JSON.stringify(packageOf(manifest), null, 2)}\n`);
  await copyFile(join(root, 'LICENSE'), join(dist, 'LICENSE'));
  await copyFile(join(root, 'docs', 'client.md'), join(dist, 'README.md'));
  const guide = await readFile(join(root, 'event-pattern', 'README.md'), 'utf8');
  await writeFile(join(dist, 'event-pattern', 'README.md'), guide.replaceAll(vectors, 'vectors'));
  await cp(join(root, 'event-pattern', vectors), join(dist, 'event-pattern', 'vectors'), { recursive: true });
}
