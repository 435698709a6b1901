import { parseArgs } from 'node:util';
import { messageOf, UsageError } from '../local-run.ts';
import type { Command } from './command.ts';
import type { Given, Option } from './options.ts';
import { flag, optional } from './options.ts';

export const helpOption = flag('help', 'this help');
export const jsonOption = flag('json', 'one JSON text on standard output, for programs');
export const urlOption = optional('url', 'URL', 'where the API is (default: FINEHOOK_URL)');
export const keyOption = optional(
  'key',
  'KEY',
  'API key (default: FINEHOOK_API_KEY, which other users of the machine cannot read)',
);
export const runtimeFileOption = optional(
  'runtime-file',
  'FILE',
  'take both from the file of a local run (default: .local/runtime.json if it is there and nothing else is said)',
);

/** What every command takes; the last ones only those that call the API. */
export function sharedOptions({ isLocal = false }: Pick<Command, 'isLocal'>): readonly Option<unknown>[] {
  const settings = isLocal ? [] : [urlOption, keyOption, runtimeFileOption];
  return [jsonOption, ...settings, helpOption];
}

/** A command line, taken apart. */
export interface Line {
  /** What stands before the first option, and between them. */
  readonly words: readonly string[];
  readonly given: ReadonlyMap<string, Given>;
}

/** @throws UsageError for an option that is not among these */
export function parseLine(argv: readonly string[], options: readonly Option<unknown>[]): Line {
  const config = Object.fromEntries(
    options.map(({ name, placeholder }) => [
      name,
      placeholder === undefined
        ? ({ type: 'boolean', ...(name === 'help' ? { short: 'h' } : {}) } as const)
        : ({ type: 'string', multiple: true } as const),
    ]),
  );
  const { values, positionals } = parsed(argv, config);
  const given = new Map<string, Given>();
  for (const option of options) {
    const value = values[option.name];
    if (value === undefined) continue;
    if (Array.isArray(value) && value.length > 1 && option.isMany !== true) {
      throw new UsageError(`--${option.name} is given twice`);
    }
    given.set(option.name, Array.isArray(value) ? value.map(String) : value === true);
  }
  return { words: positionals, given };
}

function parsed(argv: readonly string[], options: Config) {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

type Config = Record<string, { type: 'boolean'; short?: string } | { type: 'string'; multiple: true }>;
