import { UsageError } from '../local-run.ts';

/** What stands on the command line for an option: each text that was given, or that it stood there. */
export type Given = readonly string[] | boolean | undefined;

/** An option of a command, or a word of it that has its place: how it is written, what it is for, and what it reads. */
export interface Option<Value> {
  readonly name: string;
  /** Stands for the value in help; `undefined` for a flag, which has none. */
  readonly placeholder: string | undefined;
  readonly about: string;
  /** May be given several times. */
  readonly isMany?: boolean;
  /** Of a word: may be left out. */
  readonly isOptional?: boolean;
  /** @throws UsageError */
  read(given: Given): Value;
}

/** Reads a value of its text. @throws UsageError that begins with `what` */
export type Read<Value> = (text: string, what: string) => Value;

const asText: Read<string> = (text, what) => {
  if (text.trim() === '') throw new UsageError(`${what} is empty`);
  return text;
};

function textOf(given: Given): string | undefined {
  return Array.isArray(given) ? given.at(-1) : undefined;
}

/** An option that may be left out. */
export function optional(name: string, placeholder: string, about: string): Option<string | undefined>;
export function optional<Value>(
  name: string,
  placeholder: string,
  about: string,
  read: Read<Value>,
): Option<Value | undefined>;
export function optional(
  name: string,
  placeholder: string,
  about: string,
  read: Read<unknown> = asText,
): Option<unknown> {
  return {
    name,
    placeholder,
    about,
    read(given) {
      const text = textOf(given);
      return text === undefined ? undefined : read(text, `--${name}`);
    },
  };
}

/** An option that has to be given. */
export function required(name: string, placeholder: string, about: string): Option<string>;
export function required<Value>(
  name: string,
  placeholder: string,
  about: string,
  read: Read<Value>,
): Option<Value>;
export function required(
  name: string,
  placeholder: string,
  about: string,
  read: Read<unknown> = asText,
): Option<unknown> {
  return {
    name,
    placeholder,
    about,
    read(given) {
      const text = textOf(given);
      if (text === undefined) throw new UsageError(`--${name} ${placeholder} is needed`);
      return read(text, `--${name}`);
    },
  };
}

/** An option that may be given several times. */
export function many(name: string, placeholder: string, about: string): Option<readonly string[]> {
  return {
    name,
    placeholder,
    about,
    isMany: true,
    read: given => (Array.isArray(given) ? given.map(text => asText(text, `--${name}`)) : []),
  };
}

export function flag(name: string, about: string): Option<boolean> {
  return { name, placeholder: undefined, about, read: given => given === true };
}

/** A word of the command that has no name on the command line, such as an id. */
export function word(name: string, about: string): Option<string> {
  return {
    name,
    placeholder: undefined,
    about,
    read(given) {
      const text = textOf(given);
      if (text === undefined) throw new UsageError(`<${name}> is needed: ${about}`);
      return asText(text, `<${name}>`);
    },
  };
}

/** The same, which may be left out. */
export function optionalWord(name: string, about: string): Option<string | undefined> {
  const { read, ...described } = word(name, about);
  return { ...described, isOptional: true, read: given => (given === undefined ? undefined : read(given)) };
}

/** Reads a whole number. */
export function wholeNumber(least: number, most: number): Read<number> {
  return (text, what) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new UsageError(`${what} is a whole number from ${least} to ${most}`);
  };
}

/** Reads one of these words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Read<Word> {
  return (text, what) => {
    const found = words.find(known => known === text);
    if (found === undefined) throw new UsageError(`${what} ${text}: known are ${words.join(', ')}`);
    return found;
  };
}

/** Reads names that are separated by commas. */
export const list: Read<readonly string[]> = (text, what) => {
  const names = text.split(',').map(name => name.trim());
  if (names.includes('')) throw new UsageError(`${what} is a list of names, separated by commas`);
  return names;
};
