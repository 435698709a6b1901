import { createHook } from 'node:async_hooks';

/** What Node makes for each connect(2) that it asks the operating system for, whoever asked and however it ends. */
const connectResource = 'TCPCONNECTWRAP';

/** Counts the TCP connections that this process tries to open from now on. */
export function countOutgoingConnections(): { readonly count: () => number; stop(): void } {
  let count = 0;
  const hook = createHook({
    init: (_, type) => {
      if (type === connectResource) count++;
    },
  }).enable();
  return { count: () => count, stop: () => hook.disable() };
}
