/** Waits until what was just asked for anew is drawn: queries tell it by a timer of no time, and this one comes after it. */
export const drawn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));
