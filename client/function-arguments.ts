import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { messageOf, UsageError } from './local-run.ts';

const text = { type: 'string' } as const;

/** Options of each command that lets a function of the stack do the work. */
export const functionOptions = {
  stack: text,
  function: text,
  'runtime-file': text,
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export interface FunctionArguments {
  readonly help: boolean;
  readonly json: boolean;
  readonly stack: string;
  readonly functionName: string | undefined;
  readonly runtimeFile: string | undefined;
}

/** @throws UsageError */
export function parseOptions<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** @throws UsageError */
export function functionArguments(
  values: ReturnType<typeof parseOptions<typeof functionOptions>>['values'],
): FunctionArguments {
  const { help = false, json = false, stack, function: functionName, 'runtime-file': runtimeFile } = values;
  if (runtimeFile !== undefined && stack !== undefined) {
    throw new UsageError('--runtime-file and --stack exclude each other: a local run has no CloudFormation');
  }
  return { help, json, stack: stack ?? 'Finehook', functionName, runtimeFile };
}
