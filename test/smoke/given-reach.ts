import type { TestProject } from 'vitest/node';
import type { Reach } from '../support/finehook.ts';
import { reachIn } from './reach.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    reach: Reach;
  }
}

/** Where the suite finds what it tests, from `smoke.ts`. */
export default function setup(project: TestProject): void {
  project.provide('reach', reachIn(process.env));
}
