/**
 * Works on all values, so many at a time, whatever becomes of each.
 * @returns the errors, in any order
 */
export async function sideBySide<Value>(
  values: readonly Value[],
  concurrency: number,
  work: (value: Value) => Promise<void>,
): Promise<unknown[]> {
  const errors: unknown[] = [];
  const waiting = [...values].reverse();
  const workOn = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      try {
        await work(next);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, workOn));
  return errors;
}
