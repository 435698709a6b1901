/** A path of some pattern, or the beginning of one. */
export interface PathPlace {
  readonly path: string;
  readonly below: Map<string, PathPlace>;
  /** With which characters a key can begin that leads below, as bits of their codes, which some characters share. */
  initials: number;
  /** How often a path through here has been added. */
  uses: number;
}

/** A backslash begins an escape, which can stand for any character. */
const NO_INITIALS = 1 << 0x5c;
const ALL_INITIALS = -1;

/**
 * The paths that patterns name, as a tree of their names, so that an event can be read without what no pattern asks of
 * it. A key with dots in it is as good as several keys.
 */
export class PathTree {
  readonly root: PathPlace = { path: '', below: new Map(), initials: NO_INITIALS, uses: 0 };

  add(path: string): void {
    let place = this.root;
    for (const [nth, name] of path.split('.').entries()) {
      let next = place.below.get(name);
      if (next === undefined) {
        next = {
          path: nth === 0 ? name : `${place.path}.${name}`,
          below: new Map(),
          initials: NO_INITIALS,
          uses: 0,
        };
        place.below.set(name, next);
        place.initials |= initialsOf(name);
      }
      next.uses++;
      place = next;
    }
  }

  /** Takes back one `add` of the path. */
  remove(path: string): void {
    let place: PathPlace | undefined = this.root;
    for (const name of path.split('.')) {
      const next: PathPlace | undefined = place?.below.get(name);
      if (place !== undefined && next !== undefined && --next.uses === 0) {
        place.below.delete(name);
        // Of single names they stay: a look-up too many costs less than going through all names that are left.
        if (place.below.size === 0) place.initials = NO_INITIALS;
      }
      place = next;
    }
  }
}

function initialsOf(name: string): number {
  // After an empty name, a key goes on with a dot or is at its end: not worth telling apart.
  return name === '' ? ALL_INITIALS : 1 << name.charCodeAt(0);
}

/** Whether a key can lead below that begins with a character of this code: most keys are ruled out by that alone. */
export function canBeginBelow(place: PathPlace, code: number): boolean {
  return (place.initials & (1 << code)) !== 0;
}

/** Where an event's key leads; undefined when no pattern names anything there. */
export function placeBelow(place: PathPlace, key: string): PathPlace | undefined {
  const found = place.below.get(key);
  if (found !== undefined || !key.includes('.')) return found;
  let at: PathPlace | undefined = place;
  for (const name of key.split('.')) at = at?.below.get(name);
  return at;
}
