import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readAssembly } from '../../../local/cloudformation/assembly.ts';
import { TemplateError } from '../../../local/cloudformation/intrinsics.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify(value));

function stack(id: string, dependencies: string[] = []) {
  write(`${id}.json`, { Description: id });
  return {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: `${id}.json`, stackName: `${id}Stack` },
    dependencies,
  };
}

it('reads every stack after those that it depends on, with the assets of all', () => {
  write('assets.json', {
    files: { a: { source: { path: 'asset.a' }, destinations: { here: { objectKey: 'a.zip' } } } },
  });
  write('manifest.json', {
    artifacts: {
      Console: stack('Console', ['Service.assets', 'Service']),
      Other: stack('Other'),
      'Service.assets': { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
      Service: stack('Service', ['Service.assets']),
      Tree: { type: 'cdk:tree' },
    },
  });
  const stacks = readAssembly(folder);
  expect(stacks.map(({ stackName, template }) => [stackName, template.Description])).toEqual([
    ['ServiceStack', 'Service'],
    ['ConsoleStack', 'Console'],
    ['OtherStack', 'Other'],
  ]);
  for (const { assetPath } of stacks) {
    expect(assetPath('a.zip')).toBe(join(folder, 'asset.a'));
    expect(() => assetPath('b.zip')).toThrow(new TemplateError('the cloud assembly has no asset b.zip'));
  }
});

it('refuses an assembly without a stack', () => {
  write('manifest.json', { artifacts: { Tree: { type: 'cdk:tree' } } });
  expect(() => readAssembly(folder)).toThrow(new TemplateError(`the cloud assembly ${folder} has no stack`));
});
