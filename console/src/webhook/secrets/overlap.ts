/** As `functions/domain/wire/secret-schema.ts` has it. */
export const mostOverlapHours = 168;
export const usualOverlapHours = 24;

/** Whether what is entered is a number of hours that an old secret may go on. */
export function isOverlap(text: string): boolean {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) <= mostOverlapHours;
}
