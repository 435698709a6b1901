/** Marks of direction, with which a text could show itself in another order than it stands (Unicode UAX #9, §2). */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Longest text that is looked at, in UTF-16 code units: what is shown is far shorter. */
const lookedAt = 8_000;

/**
 * A text from an event as it can be shown: one line, no control characters, well-formed, and not longer than so many
 * characters (code points), with an ellipsis for the rest.
 */
export function shownText(text: string, maxCharacters: number): string {
  const line = text
    .slice(0, lookedAt)
    .toWellFormed()
    .replace(/[\s\u0085]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(directions, '')
    .trim();
  return cut(line, maxCharacters, text.length > lookedAt);
}

function cut(text: string, maxCharacters: number, isCut: boolean): string {
  const characters = [...text];
  if (characters.length <= maxCharacters && !isCut) return text;
  return `${characters.slice(0, maxCharacters - 1).join('')}…`;
}

/**
 * A text escaped for its target, cut before escaping so that no escape is torn, to at most so many code units.
 * @param inert makes a text inert in the target's markup; never shorter than the text
 */
export function escapedWithin(text: string, inert: (text: string) => string, maxLength: number): string {
  const whole = inert(text);
  if (whole.length <= maxLength) return whole;
  const characters = [...text];
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (inert(characters.slice(0, middle).join('')).length < maxLength) fits = middle;
    else tooLong = middle;
  }
  return maxLength <= 0 ? '' : `${inert(characters.slice(0, fits).join(''))}…`;
}

/** As many lines as fit into so many code units, and an ellipsis instead of the rest. */
export function linesWithin(lines: readonly string[], maxLength: number): string {
  const whole = lines.join('\n');
  if (whole.length <= maxLength) return whole;
  let kept = '';
  for (const line of lines) {
    if (kept.length + line.length + '\n\n…'.length > maxLength) break;
    kept += `${line}\n`;
  }
  return `${kept}…`;
}
