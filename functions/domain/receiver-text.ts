/**
 * What terminals and logs may take for a command or a line of its own, and what turns the order of the text around it: control
 * characters but tab and line ends, line and paragraph separators, and the directional characters that reach beyond themselves
 * (https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
const acting = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const everyActing = new RegExp(acting, 'g');

/** https://www.unicode.org/charts/PDF/U2400.pdf: a picture for each control character of ASCII. */
const firstPicture = 0x2400;
const pictureOfDelete = '\u2421';
const replacement = '\ufffd';

function inert(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(firstPicture + code);
  return code === 0x7f ? pictureOfDelete : replacement;
}

/** What a receiver said, with nothing in it that acts on whoever shows it: a picture or U+FFFD stands for each such character. */
export function inertText(text: string): string {
  return acting.test(text) ? text.replace(everyActing, inert) : text;
}
