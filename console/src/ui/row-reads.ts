/**
 * Work that is done at most so many at a time, in the order in which it was asked for.
 * @param most at least 1
 */
export function inTurn(most: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running < most) running += 1;
    else await new Promise<void>(resolve => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/**
 * What single rows of lists ask for, as they come into sight: together they leave a service most of the ten functions that a new AWS
 * account runs at once (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
 */
export const readForRow = inTurn(3);
