import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { StartFailure } from '../../../local/failure.ts';
import { readFaultPlan } from '../../../local/faults/fault-plan.ts';
import { defaultDataDirectory, defaultRuntimeFile, help, readOptions } from '../../../local/options.ts';

const defaults = {
  port: 4010,
  dataDirectory: defaultDataDirectory,
  runtimeFile: defaultRuntimeFile,
  awsEndpoint: undefined,
  assembly: undefined,
  stackName: 'Finehook',
  properties: { allowedNetworks: '127.0.0.0/8,::1/128', noticeSender: 'notices@finehook.example' },
  ruleQuota: undefined,
  samples: true,
  faults: undefined,
};
const local = defaults.properties;
const { noticeSender } = local;

it.each([
  [[], {}],
  [['--port', '0'], { port: 0 }],
  [['--port=5000'], { port: 5000 }],
  [['--data', 'kept'], { dataDirectory: resolve('kept') }],
  [['--memory'], { dataDirectory: undefined }],
  [['--no-samples'], { samples: false }],
  [['--retry-delays', '1,1,1,1'], { properties: { ...local, retryDelays: '1,1,1,1' } }],
  [['--rule-quota', '12'], { ruleQuota: 12, properties: { ...local, ruleQuota: '12' } }],
  [['--strict-network'], { properties: { noticeSender } }],
  [
    ['--set', 'requestTimeout=2', '--set', 'allowedNetworks='],
    { properties: { requestTimeout: '2', allowedNetworks: '', noticeSender } },
  ],
  [
    ['--strict-network', '--set', 'allowedNetworks=10.0.0.0/8'],
    { properties: { allowedNetworks: '10.0.0.0/8', noticeSender } },
  ],
  [
    ['--aws-endpoint', 'http://127.0.0.1:4566/'],
    {
      awsEndpoint: 'http://127.0.0.1:4566',
      properties: { allowedNetworks: '127.0.0.0/8,::1/128' },
    },
  ],
  [['--runtime-file', 'r.json'], { runtimeFile: resolve('r.json') }],
  [['--stack', 'Finehook-2'], { stackName: 'Finehook-2' }],
  [['--assembly', 'cdk.out'], { assembly: resolve('cdk.out') }],
  [['--faults', '7'], { faults: readFaultPlan('7', []) }],
  [['--faults', '7', '--fault', 'all=0'], { faults: readFaultPlan('7', ['all=0']) }],
])('reads %j', (args, expected) => {
  expect(readOptions(args)).toEqual({ ...defaults, ...expected });
});

it.each([[['--help']], [['-h']]])('helps with %j', args => {
  expect(readOptions(args)).toBe('help');
});

it.each([
  [['--prot', '1'], "Unknown option '--prot'. See npm start -- --help"],
  [['stray'], "Unexpected argument 'stray'. See npm start -- --help"],
  [['--port'], "Option '--port <value>' argument missing. See npm start -- --help"],
  [['--port', 'x'], '--port x: must be a number from 0 to 65532'],
  [['--port', '65533'], '--port 65533: must be a number from 0 to 65532'],
  [['--memory', '--data', 'd'], '--memory keeps nothing and --data keeps everything: give one of them'],
  [['--set', 'requestTimeout'], '--set requestTimeout: must be property=value, for example requestTimeout=2'],
  [['--aws-endpoint', 'there'], '--aws-endpoint there: must be a URL such as http://127.0.0.1:4566'],
  [['--stack', 'a b'], '--stack a b: must be a letter, then up to 40 letters, digits and hyphens'],
  [
    ['--assembly', 'd', '--set', 'a=b'],
    '--set is a matter of synthesis, and --assembly is synthesized already',
  ],
  [['--rule-quota', '0'], '--rule-quota 0: must be a number from 1 to 999999'],
  [
    ['--assembly', 'd', '--rule-quota', '9'],
    '--rule-quota is a matter of synthesis, and --assembly is synthesized already',
  ],
  [
    ['--rule-quota', '9', '--aws-endpoint', 'http://127.0.0.1:4566'],
    '--rule-quota is that of the embedded emulators, and --aws-endpoint uses others',
  ],
  [['--fault', 'all=0'], '--fault changes a rate of the faults that --faults SEED switches on'],
  [
    ['--faults', '7', '--aws-endpoint', 'http://127.0.0.1:4566'],
    '--faults are those of the embedded emulators, and --aws-endpoint uses others',
  ],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(new StartFailure(message));
});

it('names every option in the help', () => {
  const names = ['port', 'data', 'memory', 'retry-delays', 'strict-network', 'set', 'aws-endpoint', 'fault'];
  for (const name of [...names, 'rule-quota', 'runtime-file', 'assembly', 'faults', 'help'])
    expect(help).toContain(`--${name}`);
});
