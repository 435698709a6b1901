import { FinehookError } from '../api/client.ts';
import { messageOf, UsageError } from '../local-run.ts';
import { type Api, connect, errorLines } from './api.ts';
import { type Command, valuesOf } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, overview } from './help.ts';
import { type Output, outputOf } from './output.ts';
import { helpOption, jsonOption, type Line, parseLine, sharedOptions } from './parse-line.ts';
import { readSettings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** The command line, as far as it names a command. */
function findCommand(argv: readonly string[]): { command: Command; rest: readonly string[] } {
  const [first = '', second = ''] = argv;
  const long = commands.find(({ name }) => name === `${first} ${second}`);
  if (long !== undefined) return { command: long, rest: argv.slice(2) };
  const short = commands.find(({ name }) => name === first);
  if (short !== undefined) return { command: short, rest: argv.slice(1) };
  const related = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  const hint = related.length > 0 ? `known are ${related.join(', ')}` : 'see finehook --help';
  const said = first === '' ? 'no command' : argv.slice(0, related.length > 0 ? 2 : 1).join(' ');
  throw new UsageError(`what shall be done? ${said}: ${hint}`);
}

/** What help is asked for without naming a command: all there is, or a group such as `webhooks`. */
function overviewOf([first = 'help', second = '']: readonly string[]): readonly Command[] {
  const help = ['help', '--help', '-h'];
  if (help.includes(first)) return commands;
  return help.includes(second) ? commands.filter(({ name }) => name.startsWith(`${first} `)) : [];
}

/** The values of the command's options and words, all read here already: what is wrong is known before anything is done. */
function readValues(command: Command, { words, given }: Line) {
  const places = command.words ?? [];
  const tooMuch = words[places.length];
  if (tooMuch !== undefined) throw new UsageError(`${tooMuch} is a word too many; see --help`);
  const all = new Map(given);
  for (const [i, { name }] of places.entries()) {
    const word = words[i];
    if (word !== undefined) all.set(name, [word]);
  }
  const options = [...places, ...(command.options ?? []), ...sharedOptions(command)];
  const values = valuesOf(command.name, options, all);
  for (const option of options) values.get(option);
  return values;
}

async function runCommand(
  command: Command,
  line: Line,
  output: Output,
  world: Surroundings,
): Promise<number> {
  const values = readValues(command, line);
  let connected: Api | undefined;
  const api = async () => {
    connected ??= connect(await readSettings(values, world.env), world);
    return connected;
  };
  try {
    return await command.run({ values, output, world, api });
  } catch (error) {
    if (!(error instanceof FinehookError) || connected === undefined) throw error;
    if (output.isJson)
      world.err(JSON.stringify({ code: error.code, detail: error.detail, ...error.problem }));
    else for (const text of await errorLines(connected, error)) world.err(text);
    return 1;
  }
}

/** @returns the exit code: 0 done, 1 refused or failed, 2 for a wrong call */
export async function finehook(argv: readonly string[], world: Surroundings): Promise<number> {
  try {
    if (argv[0] === '--version') {
      world.out(version());
      return 0;
    }
    const asked = overviewOf(argv);
    if (asked.length > 0) {
      world.out(overview(asked));
      return 0;
    }
    const { command, rest } = findCommand(argv);
    const line = parseLine(rest, [...(command.options ?? []), ...sharedOptions(command)]);
    if (line.given.has(helpOption.name)) {
      world.out(commandHelp(command));
      return 0;
    }
    const isJson = line.given.has(jsonOption.name);
    return await runCommand(command, line, outputOf(world, isJson), world);
  } catch (error) {
    world.err(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}
