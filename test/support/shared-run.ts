import type { TestProject } from 'vitest/node';
import { type Runtime, startLocalRun } from './local-run.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    runtime: Runtime;
  }
}

/** The local run that integration tests share: one second between attempts. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = await startLocalRun({
    args: [
      '--retry-delays',
      '1,1,1,1',
      '--set',
      'requestTimeout=2',
      '--set',
      'transitionLimit=1000',
      '--set',
      'consoleUrl=https://console.example/',
    ],
  });
  project.provide('runtime', run.runtime);
  return async () => {
    await run.stop();
  };
}
