/**
 * Characters that JSON may hold as they are, and that a terminal or a page would act upon instead of showing them: DEL and
 * C1 controls, line separators, and marks of direction (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters).
 */
const invisible = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The same JSON, with what cannot be seen written as an escape. @param text JSON */
export const visibleJson = (text: string): string => text.replace(invisible, escaped);

/**
 * Of texts, only what would act upon the page, which is controls other than line ends and tabs, and overrides and isolates of
 * direction: emoji and scripts from right to left need some of the other marks.
 */
const acting = /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** A text as it is shown, with what would turn or hide other characters written as an escape. */
export const visibleText = (text: string): string => text.replace(acting, escaped);

function escaped(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
