/** Unicode's marks of direction (UAX #9, §2): a name with one would turn around what stands after it. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What somebody else has called a thing, as it can stand in a sentence. */
export const shownName = (name: string): string => name.replace(directions, '');
