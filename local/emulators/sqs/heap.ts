/**
 * A binary heap that knows where each item is, so that any item can be moved or removed in O(log n): with 100,000
 * messages in a queue, nothing may scan the backlog.
 */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #positions = new Map<T, number>();
  readonly #before: (left: T, right: T) => boolean;

  constructor(before: (left: T, right: T) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  /** The first item, which stays in the heap. */
  peek(): T | undefined {
    return this.#items[0];
  }

  /** Adds the item, or moves it to its new place when its rank changed. */
  place(item: T): void {
    let position = this.#positions.get(item);
    if (position === undefined) {
      position = this.#items.length;
      this.#items.push(item);
      this.#positions.set(item, position);
    }
    this.#sink(this.#rise(position, item), item);
  }

  /** Removes the item; false when it was not there. */
  remove(item: T): boolean {
    const position = this.#positions.get(item);
    if (position === undefined) return false;
    this.#positions.delete(item);
    const last = this.#items.pop();
    if (last !== undefined && last !== item) {
      this.#put(position, last);
      this.#sink(this.#rise(position, last), last);
    }
    return true;
  }

  #put(position: number, item: T): void {
    this.#items[position] = item;
    this.#positions.set(item, position);
  }

  #rise(start: number, item: T): number {
    let position = start;
    while (position > 0) {
      const above = (position - 1) >> 1;
      const parent = this.#items[above];
      if (parent === undefined || !this.#before(item, parent)) break;
      this.#put(position, parent);
      position = above;
    }
    if (position !== start) this.#put(position, item);
    return position;
  }

  #sink(start: number, item: T): void {
    let position = start;
    for (;;) {
      let below = 2 * position + 1;
      let child = this.#items[below];
      const sibling = this.#items[below + 1];
      if (child !== undefined && sibling !== undefined && this.#before(sibling, child)) {
        below += 1;
        child = sibling;
      }
      if (child === undefined || !this.#before(child, item)) break;
      this.#put(position, child);
      position = below;
    }
    if (position !== start) this.#put(position, item);
  }
}
