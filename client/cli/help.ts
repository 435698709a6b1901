import type { Command } from './command.ts';
import type { Option } from './options.ts';
import { sharedOptions } from './parse-line.ts';

const exitCodes = 'Exit code 0: done; 1: refused or failed; 2: the call was wrong, and nothing was changed.';

/** Of the narrowest terminal that is common. */
const width = 80;

/** A term at the margin, what it means beside it, broken where lines get too long. */
function entries(pairs: readonly (readonly [term: string, meaning: string])[]): string[] {
  const margin = Math.max(...pairs.map(([term]) => term.length)) + 4;
  return pairs.flatMap(([term, meaning]) =>
    broken(meaning, width - margin).map(
      (line, i) => `${i === 0 ? `  ${term}`.padEnd(margin) : ' '.repeat(margin)}${line}`,
    ),
  );
}

function broken(text: string, length: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > length) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function written({ name, placeholder }: Option<unknown>): string {
  return placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`;
}

function optionPairs(options: readonly Option<unknown>[]): [string, string][] {
  return options.map(option => [
    written(option),
    option.isMany === true ? `${option.about}; several times possible` : option.about,
  ]);
}

function place({ name, isOptional }: Option<unknown>): string {
  return isOptional === true ? `[<${name}>]` : `<${name}>`;
}

/** What is a command's own. */
export function ownHelp({ name, summary, notes = [], words = [], options = [], examples }: Command): string {
  const pairs = [
    ...words.map((word): [string, string] => [place(word), word.about]),
    ...optionPairs(options),
  ];
  return [
    ['finehook', name, ...words.map(place), '[options]'].join(' '),
    '',
    ...broken(summary, width),
    ...notes.flatMap(note => ['', ...broken(note, width)]),
    ...(pairs.length === 0 ? [] : ['', ...entries(pairs)]),
    '',
    ...examples.map(example => `  finehook ${example}`),
  ].join('\n');
}

/** Options that commands share. */
export function sharedHelp(command: Pick<Command, 'isLocal'>): string {
  return ['Every command takes', ...entries(optionPairs(sharedOptions(command)))].join('\n');
}

/** All there is to know of a command. */
export function commandHelp(command: Command): string {
  return [ownHelp(command), '', sharedHelp(command), '', ...broken(exitCodes, width)].join('\n');
}

/** What there is. */
export function overview(commands: readonly Command[]): string {
  return [
    'finehook <command> [options]: webhooks of Finehook from the command line.',
    '',
    ...entries(commands.map(({ name, summary }) => [name, summary])),
    '',
    ...broken(
      'finehook <command> --help says more, finehook --version which version this is. Where the API is and who calls it is said by --url and --key, by FINEHOOK_URL and FINEHOOK_API_KEY, or by --runtime-file of a local run.',
      width,
    ),
    '',
    ...broken(exitCodes, width),
  ].join('\n');
}
