/** A stretch of text that looks the same. */
export interface Run {
  readonly text: string;
  readonly isBold?: true;
  readonly isItalic?: true;
  readonly isStruck?: true;
  readonly isCode?: true;
  /** Of a link: http or https. */
  readonly href?: string;
}

export type Line = readonly Run[];
export type Look = Omit<Run, 'text'>;

/** What a piece of markup comes to: text that may hold more markup, or text as it is. */
export type Piece =
  | { readonly inner: string; readonly look: Look }
  | { readonly text: string; readonly look?: Look };

interface Markup {
  /** Finds the next piece; it is global. */
  readonly piece: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>) => Piece;
  /** What is between the pieces, as it is shown. */
  readonly plain: (text: string) => string;
}

/** The runs of one line. */
export function runsOf(line: string, markup: Markup, look: Look = {}): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of line.matchAll(markup.piece)) {
    add(runs, markup.plain(line.slice(end, match.index)), look);
    const piece = markup.read(match.groups ?? {});
    if ('inner' in piece) runs.push(...runsOf(piece.inner, markup, { ...look, ...piece.look }));
    else add(runs, piece.text, { ...look, ...piece.look });
    end = match.index + match[0].length;
  }
  add(runs, markup.plain(line.slice(end)), look);
  return runs;
}

const looks = ['isBold', 'isItalic', 'isStruck', 'isCode', 'href'] as const;

function add(runs: Run[], text: string, look: Look): void {
  if (text === '') return;
  const last = runs.at(-1);
  if (last !== undefined && looks.every(name => last[name] === look[name])) {
    runs[runs.length - 1] = { ...last, text: last.text + text };
  } else runs.push({ text, ...look });
}

/** A link where one may lead: anything else is only its text. */
export function linkLook(target: string): Look {
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? { href: target } : {};
}
