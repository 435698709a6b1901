import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { messageOf, UsageError } from '../../client/local-run.ts';
import { help, readArguments } from './arguments.ts';
import { findReach, reachVariable } from './reach.ts';

const repository = join(import.meta.dirname, '../..');

/** @returns the exit code */
async function smoke(argv: readonly string[]): Promise<number> {
  try {
    const args = readArguments(argv);
    if (args.help) {
      console.log(help);
      return 0;
    }
    const reach = await findReach(args, process.env);
    const vitest = [
      join(repository, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      'test/smoke/vitest.config.ts',
    ];
    const child = spawn(process.execPath, vitest, {
      cwd: repository,
      stdio: 'inherit',
      env: { ...process.env, [reachVariable]: JSON.stringify(reach) },
    });
    const [code] = await once(child, 'close');
    return code === 0 ? 0 : 1;
  } catch (error) {
    console.error(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await smoke(process.argv.slice(2));
