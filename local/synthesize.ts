import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import { StartFailure } from './failure.ts';
import type { Options } from './options.ts';
import { projectDirectory } from './project.ts';

/**
 * Synthesizes the CDK app into `directory`. The developer's AWS profile plays no part: nothing is looked up.
 * @param properties of the construct, given as CDK context `finehook:<property>`
 * @throws StartFailure with what the CDK said
 */
export async function synthesize(
  directory: string,
  { stackName, properties }: Pick<Options, 'stackName' | 'properties'>,
  cleanup: Cleanup,
): Promise<void> {
  const named = Object.entries(properties).map(([name, value]) => `finehook:${name}=${value}`);
  const context = [`stackName=${stackName}`, ...named].flatMap(text => ['-c', text]);
  const child = spawn(
    process.execPath,
    [
      join(projectDirectory, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
      'synth',
      '--quiet',
      '--no-notices',
      '--no-lookups',
      '--output',
      directory,
      ...context,
    ],
    { cwd: projectDirectory, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  // The CLI has children of its own (the app, esbuild): they are one process group.
  cleanup.add('synthesis', () => {
    const over = child.exitCode !== null || child.signalCode !== null;
    if (!over && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  });
  const { code, output } = await finished(child);
  if (code === 0) return;
  // A wrong property is the user's to mend, and its message says it all; anything else needs the whole output.
  const wrongProperty = /^PropertyError: (.+)$/m.exec(output)?.[1];
  throw new StartFailure(wrongProperty ?? `the CDK app cannot be synthesized:\n${output.trimEnd()}`);
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('AWS_') && !name.startsWith('CDK_'),
  );
  return {
    ...Object.fromEntries(own),
    // cdk.json names `node`: it has to be this one.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // Otherwise the CLI asks the npm registry for its newest version.
    CDK_DISABLE_VERSION_CHECK: '1',
  };
}

function finished(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, output }));
  });
}
