/** A path of some pattern, or the beginning of one. */
export interface PathPlace {
  readonly path: string;
  readonly below: Map<string, PathPlace>;
  /** How often a path through here has been added. */
  uses: number;
}

/**
 * The paths that patterns name, as a tree of their names, so that an event can be read without what no pattern asks of
 * it. A key with dots in it is as good as several keys.
 */
export class PathTree {
  readonly root: PathPlace = { path: '', below: new Map(), uses: 0 };

  add(path: string): void {
    let place = this.root;
    for (const [nth, name] of path.split('.').entries()) {
      let next = place.below.get(name);
      if (next === undefined) {
        next = { path: nth === 0 ? name : `${place.path}.${name}`, below: new Map(), uses: 0 };
        place.below.set(name, next);
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
      if (next !== undefined && --next.uses === 0) place?.below.delete(name);
      place = next;
    }
  }
}

/** Where an event's key leads; undefined when no pattern names anything there. */
export function placeBelow(place: PathPlace, key: string): PathPlace | undefined {
  const found = place.below.get(key);
  if (found !== undefined || !key.includes('.')) return found;
  let at: PathPlace | undefined = place;
  for (const name of key.split('.')) at = at?.below.get(name);
  return at;
}
