import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The version that was measured. */
const version = '1.2.1';

/** The emulator's program is not installed; the message says how to mend that. */
export class MissingProgramError extends Error {
  override readonly name = 'MissingProgramError';
}

/** The npm package that has the program for a platform. */
export function packageFor(platform: string, architecture: string): string {
  return `@dynoxide/${platform}-${architecture}`;
}

/** The path of the installed program. Throws {@link MissingProgramError} when its package is not installed. */
export function findProgram(
  platform: string = process.platform,
  architecture: string = process.arch,
  resolve: (module: string) => string = createRequire(import.meta.url).resolve,
): string {
  const name = packageFor(platform, architecture);
  try {
    const folder = dirname(resolve(`${name}/package.json`));
    const program = join(folder, platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
    if (existsSync(program)) return program;
  } catch {
    // Falls through to the advice.
  }
  throw new MissingProgramError(
    `The DynamoDB emulator for ${platform} on ${architecture} is not installed: ` +
      `run "npm install --no-save ${name}@${version}".`,
  );
}
