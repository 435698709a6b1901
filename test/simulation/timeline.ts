interface Entry<Happening> {
  readonly atMs: number;
  /** What was added first happens first. */
  readonly order: number;
  readonly happening: Happening;
}

/** What will happen, soonest first: a binary heap. */
export class Timeline<Happening> {
  readonly #heap: Entry<Happening>[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  add(atMs: number, happening: Happening): void {
    const heap = this.#heap;
    const entry = { atMs, order: this.#order++, happening };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, entry)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  }

  next(): { readonly atMs: number; readonly happening: Happening } | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      let child = heap[below];
      const right = heap[below + 1];
      if (child !== undefined && right !== undefined && isBefore(right, child)) {
        below++;
        child = right;
      }
      if (child === undefined || isBefore(last, child)) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = last;
    return first;
  }
}

function isBefore<Happening>(a: Entry<Happening>, b: Entry<Happening>): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
