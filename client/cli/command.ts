import type { Api } from './api.ts';
import type { Given, Option } from './options.ts';
import type { Output } from './output.ts';
import type { Surroundings } from './surroundings.ts';

/** What stands on the command line, read by the options of the command. */
export interface Values {
  /** @throws Error for an option that the command does not have */
  get<Value>(option: Option<Value>): Value;
}

/** What a command works with. */
export interface Work {
  readonly values: Values;
  readonly output: Output;
  readonly world: Surroundings;
  /** @throws UsageError when nothing says where the API is */
  readonly api: () => Promise<Api>;
}

/** A row of the table of commands, which parsing, help and docs/cli.md come from. */
export interface Command {
  /** One or two words: `keys create`. */
  readonly name: string;
  readonly summary: string;
  /** More that has to be known, in whole lines. */
  readonly notes?: readonly string[];
  /** Words that have their place behind the name. */
  readonly words?: readonly Option<unknown>[];
  readonly options?: readonly Option<unknown>[];
  /** Command lines without `finehook`. */
  readonly examples: readonly string[];
  /** Works without the API. */
  readonly isLocal?: boolean;
  /** @returns the exit code @throws UsageError for a wrong call, any other error for what failed */
  readonly run: (work: Work) => Promise<number>;
}

/** @returns what was given for the options of the command of this name */
export function valuesOf(
  name: string,
  options: readonly Option<unknown>[],
  given: ReadonlyMap<string, Given>,
): Values {
  return {
    get(option) {
      if (!options.includes(option)) throw new Error(`${name} has no option ${option.name}`);
      return option.read(given.get(option.name));
    },
  };
}
