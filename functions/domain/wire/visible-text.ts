/** White space, control and format characters, whatever fonts leave out (default-ignorable), and the blank of Braille. */
const invisible = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Characters that only steer how others are shown: joiners, marks of direction, soft hyphens, tags. */
const format = /\p{Cf}/u;

/**
 * Zero-width joiners and non-joiners where they belong: in emoji, and after letters or marks of scripts that use them
 * (https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters).
 */
const joiners =
  /(?<=[\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}[\p{L}--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}]]])[\u200c\u200d]/gv;

/** Flags of regions such as Scotland: https://www.unicode.org/reports/tr51/#valid-emoji-tag-sequences */
const flagTags = /(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f}/gu;

/** Whether a text shows anything at all. */
export function isVisible(text: string): boolean {
  return text.replace(invisible, '') !== '';
}

/** Whether a text holds format characters (category Cf) that no emoji and no script needs there. */
export function hasStrayInvisible(text: string): boolean {
  return format.test(text) && format.test(text.replace(joiners, '').replace(flagTags, ''));
}
