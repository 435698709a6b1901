import type { TestProject } from 'vitest/node';
import { startLocalRun } from '../../support/local-run.ts';

/**
 * The local run that tests of the console share. Events can be looked back at within a second, and not within half a minute; a webhook whose
 * receiver fails is `failing` after two attempts, and for a minute.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = await startLocalRun({
    args: [
      ...['--set', 'console=true'],
      ...['--set', 'recentEventsWindow=1'],
      ...['--set', 'failingAfter=2', '--set', 'failureSpacing=0', '--retry-delays', '1,1,1,60'],
    ],
  });
  project.provide('runtime', run.runtime);
  return async () => {
    await run.stop();
  };
}
