/**
 * Microseconds for one call of `use`, each chunk of items in the quickest of its rounds: a chunk is so short that some of
 * its rounds have the machine for themselves, and the other chunks between them leave nothing warm that is not so in use.
 */
export function microsecondsOf<Item>(
  items: readonly Item[],
  use: (item: Item) => unknown,
  { rounds = 40, chunkSize = 20 } = {},
): number {
  const best = new Map<number, number>();
  for (let round = 0; round < rounds; round++) {
    for (let from = 0; from < items.length; from += chunkSize) {
      const chunk = items.slice(from, from + chunkSize);
      const startedAt = performance.now();
      for (const item of chunk) use(item);
      const took = performance.now() - startedAt;
      best.set(from, Math.min(took, best.get(from) ?? took));
    }
  }
  const sum = [...best.values()].reduce((total, took) => total + took, 0);
  return (sum * 1_000) / items.length;
}
