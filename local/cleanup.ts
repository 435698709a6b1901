/** What has been started, to be ended in the opposite order. */
export interface Cleanup {
  /** When the end has come already, `close` is called at once. */
  add(what: string, close: () => void | Promise<void>): void;
  /** Closes everything, once; failures are reported and do not keep the rest from closing. */
  run(): Promise<void>;
}

export function createCleanup(report: (message: string) => void): Cleanup {
  const closers: { what: string; close: () => void | Promise<void> }[] = [];
  let running: Promise<void> | undefined;

  const closeOne = async ({ what, close }: (typeof closers)[number]): Promise<void> => {
    try {
      await close();
    } catch (error) {
      report(`${what} did not stop: ${error instanceof Error ? error.message : error}`);
    }
  };
  const closeAll = async (): Promise<void> => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closeOne(closer);
  };

  return {
    add(what, close) {
      if (running === undefined) closers.push({ what, close });
      else void closeOne({ what, close });
    },
    run() {
      running ??= closeAll();
      return running;
    },
  };
}
