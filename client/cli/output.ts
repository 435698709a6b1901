import type { Surroundings } from './surroundings.ts';

/** Where a command says what came of it: people get lines, programs one JSON text. */
export interface Output {
  readonly isJson: boolean;
  /** The result, on standard output. @param lines how people read it */
  result(value: unknown, lines: () => readonly string[]): void;
  /** What people should know besides, on standard error; nothing for programs. */
  note(line: string): void;
  /** That a list goes on. */
  more(page: { readonly nextCursor: string | null }): void;
}

export function outputOf({ out, err }: Pick<Surroundings, 'out' | 'err'>, isJson: boolean): Output {
  const note = (line: string) => {
    if (!isJson) err(visible(line));
  };
  return {
    isJson,
    result(value, lines) {
      if (isJson) out(JSON.stringify(value));
      else for (const line of lines()) out(visible(line));
    },
    note,
    more({ nextCursor }) {
      if (nextCursor !== null) note(`There are more: give a higher --limit, or --cursor ${nextCursor}`);
    },
  };
}

/** What a receiver or a customer wrote must not steer the terminal (CWE-150): https://cwe.mitre.org/data/definitions/150.html */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

/** A cell of a table: what there is not is a dash. */
export type Cell = string | number | boolean | null | undefined;

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '-';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return visible(String(cell));
}

/** As much of a text as fits in a table, such as of a page that a receiver answered with. */
export function shortened(text: string | null): string | null {
  return text !== null && text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Columns under capital headings, two spaces between them. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  if (rows.length === 0) return ['none'];
  const cells = [headings.map(heading => heading.toUpperCase()), ...rows.map(row => row.map(textOf))];
  const widths = headings.map((_, i) => Math.max(...cells.map(row => row[i]?.length ?? 0)));
  return cells.map(row =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A name and a value on each line. */
export function facts(pairs: readonly (readonly [name: string, value: Cell])[]): string[] {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${textOf(value)}`);
}
