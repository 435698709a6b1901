import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arnText, listOf, type Resource, statementsOf } from './synthesized-template.ts';

const repository = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'own-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The example in a folder of its own, as `npm install ../finehook` links the package. */
beforeAll(() => {
  cpSync(join(repository, 'examples/own-app'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'own-app', type: 'module' }));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(repository, join(folder, 'node_modules/finehook'));
  for (const name of ['aws-cdk-lib', 'constructs']) {
    symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  }
  // No PATH: neither Docker nor npx could be found.
  const env = { PATH: '', CDK_OUTDIR: join(folder, 'cdk.out') };
  execFileSync(process.execPath, ['own-app.ts'], { cwd: folder, env, stdio: 'pipe' });
}, 120_000);

const read = (file: string) => JSON.parse(readFileSync(join(folder, 'cdk.out', file), 'utf8'));

describe.each(['Staging', 'Production'])('Finehook in the stack %s of another app', stackName => {
  let resources: Resource[];
  beforeAll(() => {
    resources = Object.values(read(`${stackName}.template.json`).Resources);
  });
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type);

  test('has the bundle of each function', () => {
    const { files }: { files: Record<string, { source: { path: string } }> } = read(
      `${stackName}.assets.json`,
    );
    const bundles = Object.values(files).filter(({ source }) => source.path.startsWith('asset.'));
    expect(bundles.length).toBeGreaterThanOrEqual(9);
    for (const { source } of bundles) {
      expect(statSync(join(folder, 'cdk.out', source.path, 'index.mjs')).size).toBeGreaterThan(1_000);
    }
    expect(ofType('AWS::Lambda::Function')).toHaveLength(13);
  });

  test('has the page about the API in a bundle of its own', () => {
    const { files }: { files: Record<string, { source: { path: string } }> } = read(
      `${stackName}.assets.json`,
    );
    const contents = Object.values(files)
      .filter(({ source }) => source.path.startsWith('asset.'))
      .map(({ source }) => readdirSync(join(folder, 'cdk.out', source.path)).sort());
    expect(contents.filter(names => names.length > 1)).toEqual([['index.mjs', 'page']]);
  });

  test('wakes the topic by every alarm', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm');
    expect(alarms).toHaveLength(24);
    for (const { Properties } of alarms)
      expect(arnText(listOf(Properties.AlarmActions)[0])).toMatch(/^<OnCall/);
  });

  test('lets the tracker put events on its bus', () => {
    const rights = ofType('AWS::IAM::Policy')
      .filter(({ Properties }) => arnText(listOf(Properties.Roles)[0]).startsWith('<Tracker'))
      .flatMap(statementsOf);
    expect(rights).toEqual([
      { Effect: 'Allow', Action: 'events:PutEvents', Resource: { 'Fn::GetAtt': ['EventBus', 'Arn'] } },
    ]);
  });

  test('has the properties of its own', () => {
    const worker = ofType('AWS::Lambda::Function').find(({ Properties }) =>
      String(Properties.Description).startsWith('delivery-worker: '),
    );
    expect(worker?.Properties.Environment).toMatchObject({
      Variables: { RETRY_DELAYS: stackName === 'Staging' ? '1,5,30,60' : '5,60,900,14400' },
    });
    expect(ofType('AWS::Events::EventBusPolicy')).toHaveLength(stackName === 'Staging' ? 0 : 1);
  });
});
