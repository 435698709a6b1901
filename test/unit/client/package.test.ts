import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiConsumer, consumer } from './package-consumers.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
let folder = '';

/** Installs the packed package into an empty folder, beside the dependencies that npm would have brought. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'finehook-package-'));
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, 'finehook'), { recursive: true });
  const command = ['run', '--silent', 'package', '--', '--silent', '--pack-destination', folder];
  await run('npm', command, { cwd: root });
  const [archive = ''] = (await readdir(folder)).filter(name => name.endsWith('.tgz'));
  await run('tar', ['xzf', join(folder, archive), '-C', join(modules, 'finehook'), '--strip-components=1']);
  for (const name of ['@aws-sdk', '@types']) {
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

async function manifest() {
  return JSON.parse(await readFile(join(folder, 'node_modules', 'finehook', 'package.json'), 'utf8'));
}

const guides = ['docs/publishing.md', 'docs/client.md', 'event-pattern/README.md'];

/** The TypeScript of a guide. */
async function examplesIn(guide: string): Promise<string[]> {
  const text = await readFile(join(root, guide), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)\n```$/gm)].map(([, example = '']) => example);
}

describe('the package', () => {
  it('is imported by plain JavaScript', async () => {
    const program = `
      import { createPublisher } from 'finehook/publisher';
      const sent = [];
      const client = {
        send: async ({ input }) => {
          sent.push(input);
          return { FailedEntryCount: 0, Entries: [{ EventId: 'e1' }] };
        },
      };
      const publisher = createPublisher({ eventBusName: 'bus', source: 'crm', client });
      const data = { companyId: 'a', projectId: 'p', previousValue: { n: 1 }, currentValue: { n: 2 } };
      const published = await publisher.publish([{ type: 'TODO_MOVED', data, time: new Date(0) }]);
      console.log(JSON.stringify({ published, sent }));
    `;
    await writeFile(join(folder, 'consumer.js'), program);
    const { stdout } = await run(process.execPath, ['consumer.js'], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      published: { failed: 0, items: [{ status: 'accepted', id: 'e1' }] },
      sent: [
        {
          Entries: [
            {
              EventBusName: 'bus',
              Source: 'crm',
              DetailType: 'TODO_MOVED',
              Detail:
                '{"companyId":"a","projectId":"p","previousValue":{"n":1},"currentValue":{"n":2},"changes":{"n":{"from":1,"to":2,"direction":"up"}},"changedFields":"n"}',
              Time: '1970-01-01T00:00:00.000Z',
            },
          ],
        },
      ],
    });
  });

  it.each([
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ])('brings its types along, for $moduleResolution', async compilerOptions => {
    await writeFile(join(folder, 'consumer.ts'), consumer);
    await writeFile(join(folder, 'api-consumer.ts'), apiConsumer);
    const examples = await Promise.all(guides.map(examplesIn));
    expect(examples.map(({ length }) => length)).toEqual([1, 4, 4]);
    const documented = examples.flat().map((text, i) => ({ name: `documented-${i}.ts`, text }));
    for (const { name, text } of documented) await writeFile(join(folder, name), text);
    const config = {
      compilerOptions: {
        ...compilerOptions,
        target: 'es2022',
        lib: ['es2022'],
        types: ['node'],
        strict: true,
        noEmit: true,
        skipLibCheck: true,
      },
      files: ['consumer.ts', 'api-consumer.ts', ...documented.map(({ name }) => name)],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = await run(process.execPath, [tsc, '--project', folder], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('brings what web pages import without the types of Node', async () => {
    await writeFile(join(folder, 'api-consumer.ts'), apiConsumer);
    const compilerOptions = {
      module: 'esnext',
      moduleResolution: 'bundler',
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    };
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['api-consumer.ts'] }),
    );
    const { stdout } = await run(process.execPath, [tsc, '--project', folder], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('does with event patterns what their guide says', async () => {
    for (const example of await examplesIn('event-pattern/README.md')) {
      await writeFile(join(folder, 'patterns.ts'), example);
      const { stdout } = await run(process.execPath, ['patterns.ts'], { cwd: folder });
      const promised = [...example.matchAll(/(?<=^|;) ?\/\/ (.*)$/gm)].map(([, line]) => line);
      expect(stdout.trimEnd().split('\n')).toEqual(promised);
    }
  });

  it('brings the vectors of event patterns along', async () => {
    const program = `
      import { readFileSync } from 'node:fs';
      import { fileURLToPath } from 'node:url';
      for (const file of ['patterns.jsonl', 'aws-validated.jsonl', 'README.md']) {
        console.log(readFileSync(fileURLToPath(import.meta.resolve('finehook/event-pattern/vectors/' + file)), 'utf8').split('\\n').length);
      }
      const guide = new URL('README.md', import.meta.resolve('finehook/event-pattern'));
      console.log(/\\(vectors\\/README\\.md\\)/.test(readFileSync(guide, 'utf8')));
    `;
    await writeFile(join(folder, 'vectors.js'), program);
    const { stdout } = await run(process.execPath, ['vectors.js'], { cwd: folder });
    expect(stdout).toMatch(/^4000\n156\n\d+\ntrue\n$/);
  });

  it('says from which Node on it works, as the guides do', async () => {
    const { engines } = await manifest();
    // AbortSignal.any: https://nodejs.org/docs/latest-v20.x/api/globals.html#static-method-abortsignalanysignals
    expect(engines.node).toBe('>=20.3');
    const saying = [...guides, 'docs/deploy.md', 'README.md'];
    const texts = await Promise.all(saying.map(guide => readFile(join(root, guide), 'utf8')));
    expect(texts.filter(text => !/Node\.js \(?20\.3 (and|or)\s+newer/.test(text))).toEqual([]);
  });

  it('brings the command line along', async () => {
    const { bin } = await manifest();
    const program = join(folder, 'node_modules', 'finehook', bin.finehook);
    const { stdout } = await run(process.execPath, [program, 'webhooks', 'list', '--help']);
    expect(stdout).toMatch(/^finehook webhooks list \[options\]\n/);
    const { version } = await manifest();
    expect((await run(process.execPath, [program, '--version'])).stdout).toBe(`${version}\n`);
    expect(await readFile(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('holds JavaScript, types and what npm always takes along', async () => {
    const names = await readdir(join(folder, 'node_modules', 'finehook'), { recursive: true });
    const strange = names.filter(
      name =>
        !/^(LICENSE|README\.md|package\.json|(client|event-contract|event-pattern)(\/[a-z/-]+(\.js|\.d\.ts)?)?)$/.test(
          name,
        ) && !/^event-pattern\/(vectors\/)?(README\.md|[a-z-]+\.jsonl)$/.test(name),
    );
    expect(strange).toEqual([]);
  });

  it('needs what its code imports, and nothing else; it exports only what is in it', async () => {
    const place = join(folder, 'node_modules', 'finehook');
    const names = (await readdir(place, { recursive: true })).filter(name => /\.(js|d\.ts)$/.test(name));
    const texts = await Promise.all(names.map(name => readFile(join(place, name), 'utf8')));
    const imported = texts.flatMap(text =>
      [...text.matchAll(/from '((?!\.|node:)[^']+)'/g)].map(([, module = '']) => module),
    );
    const { dependencies, exports } = await manifest();
    expect(Object.keys(dependencies)).toEqual([...new Set(imported)]);
    const { './package.json': _, './event-pattern/vectors/*': vectors, ...modules } = exports;
    expect(Object.keys(modules)).toEqual(['./publisher', './client', './verify', './event-pattern']);
    expect(vectors).toBe('./event-pattern/vectors/*');
    const files = Object.values<Record<string, string>>(modules).flatMap(module => Object.values(module));
    expect(files.filter(file => !names.includes(file.replace('./', '')))).toEqual([]);
  });
});
