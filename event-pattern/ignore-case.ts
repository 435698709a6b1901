/**
 * A text without case, as AWS's library compares it: every UTF-16 unit of the *pattern* may stand in the event as its
 * lower or its upper case form, and either form may be longer than one unit (ß is SS). The event is not folded.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/input/EqualsIgnoreCaseParser.java
 */
export interface CaselessText {
  readonly lower: readonly string[];
  readonly upper: readonly string[];
  /** Every form is as long as the text it stands for: no search is needed. */
  readonly simple: boolean;
}

/** Prepares a pattern's text. */
export function caselessText(text: string): CaselessText {
  const units = text.split('');
  const lower = units.map(unit => unit.toLowerCase());
  const upper = units.map(unit => unit.toUpperCase());
  return { lower, upper, simple: [...lower, ...upper].every(form => form.length === 1) };
}

export function equalsIgnoringCase(wanted: CaselessText, value: string): boolean {
  if (wanted.simple) return value.length === wanted.lower.length && standsAt(wanted, value, 0);
  return endsFrom(wanted, value, 0).has(value.length);
}

export function startsIgnoringCase(wanted: CaselessText, value: string): boolean {
  if (wanted.simple) return value.length >= wanted.lower.length && standsAt(wanted, value, 0);
  return endsFrom(wanted, value, 0).size > 0;
}

export function endsIgnoringCase(wanted: CaselessText, value: string): boolean {
  const units = wanted.lower.length;
  if (wanted.simple) return value.length >= units && standsAt(wanted, value, value.length - units);
  // A unit's form has at most three units (Unicode SpecialCasing), so earlier starts cannot reach the end.
  for (let start = Math.max(0, value.length - 3 * units); start <= value.length; start++) {
    if (endsFrom(wanted, value, start).has(value.length)) return true;
  }
  return false;
}

function standsAt(wanted: CaselessText, value: string, start: number): boolean {
  for (let index = 0; index < wanted.lower.length; index++) {
    const unit = value[start + index];
    if (unit !== wanted.lower[index] && unit !== wanted.upper[index]) return false;
  }
  return true;
}

/** All offsets at which the wanted text may end when it begins at `start`: forms of different lengths make several. */
function endsFrom(wanted: CaselessText, value: string, start: number): Set<number> {
  let ends = new Set([start]);
  for (let index = 0; index < wanted.lower.length && ends.size > 0; index++) {
    const next = new Set<number>();
    for (const end of ends) {
      for (const form of [wanted.lower[index] ?? '', wanted.upper[index] ?? '']) {
        if (value.startsWith(form, end)) next.add(end + form.length);
      }
    }
    ends = next;
  }
  return ends;
}
