/**
 * Characters that JSON may hold as they are, and that a terminal or a page would act upon instead of showing them: DEL and
 * C1 controls, line separators, and marks of direction (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters).
 */
const invisible = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The same JSON, with what cannot be seen written as an escape. @param text JSON */
export const visibleJson = (text: string): string =>
  text.replace(invisible, mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
