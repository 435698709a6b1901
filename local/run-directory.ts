import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isLocalRun } from './data-lock.ts';
import { projectDirectory } from './project.ts';

/** Runs in memory leave their logs, to be read after a failure; so many of them are kept. */
const keptRuns = 10;

export interface RunDirectory {
  readonly assembly: string;
  readonly logs: string;
  /** Leaves the logs. */
  removeAssembly(): void;
}

/** A folder of this run alone, below `.local/runs`. @param dataDirectory where the logs go when data is kept */
export function makeRunDirectory(nowMs: number, dataDirectory: string | undefined): RunDirectory {
  const runs = join(projectDirectory, '.local', 'runs');
  mkdirSync(runs, { recursive: true });
  const ended = readdirSync(runs)
    .filter(name => !isLocalRun(Number(name.split('-')[1])))
    .sort();
  for (const name of ended.slice(0, -keptRuns)) rmSync(join(runs, name), { recursive: true, force: true });

  const own = join(runs, `${nowMs}-${process.pid}`);
  const logs = join(dataDirectory ?? own, 'logs');
  mkdirSync(own, { recursive: true });
  mkdirSync(logs, { recursive: true });
  const assembly = join(own, 'assembly');
  return {
    assembly,
    logs,
    removeAssembly() {
      rmSync(assembly, { recursive: true, force: true });
      if (dataDirectory !== undefined) rmSync(own, { recursive: true, force: true });
    },
  };
}
