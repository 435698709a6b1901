import { createHash } from 'node:crypto';
import type { FunctionDefinition, RunPlan } from './cloudformation/run-plan.ts';
import type { FunctionFaults } from './faults/function-faults.ts';
import { createFunctionPool, type FunctionPool } from './lambda/function-pool.ts';
import { startWorker, type Worker, type WorkerOptions } from './lambda/worker.ts';
import { workerEnvironment } from './lambda/worker-environment.ts';
import type { Logs } from './logs.ts';

/**
 * Instances of one function at one time. A new AWS account has ten for all functions together:
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const functionConcurrency = 10;

export interface FunctionSettings {
  readonly region: string;
  readonly endpointUrl: string;
  readonly lambdaEndpointUrl: string;
  readonly secretAccessKey: string;
  /** Has the function's AWS calls held to its role; otherwise they are made with the run's own key. */
  readonly registerRole?: (
    accessKeyId: string,
    role: { arn: string; statements: readonly unknown[]; sessionName: string },
  ) => void;
  readonly accessKeyId: string;
  readonly logs: Logs;
  /** What goes wrong on purpose. @default nothing */
  readonly faults?: FunctionFaults;
}

/** A pool of workers for each function of the template, by its name. */
export function createFunctions(plan: RunPlan, settings: FunctionSettings): Map<string, FunctionPool> {
  const pools = new Map<string, FunctionPool>();
  for (const definition of plan.functions.values()) {
    const accessKeyId = accessKeyOf(definition, plan, settings);
    const environment = workerEnvironment(definition, { ...settings, accessKeyId });
    const output = settings.logs.outputOf(definition.name);
    const pool = createFunctionPool({
      definition,
      concurrency: definition.concurrency ?? functionConcurrency,
      startWorker: onExit => start({ definition, environment, output, onExit }, settings.faults),
    });
    pools.set(definition.name, settings.faults?.aroundPool(pool) ?? pool);
  }
  return pools;
}

function start(options: WorkerOptions, faults: FunctionFaults | undefined): Worker {
  if (faults === undefined) return startWorker(options);
  const { name } = options.definition;
  const { imports, environment } = faults.hooksFor(name);
  return faults.aroundWorker(
    startWorker({ ...options, environment: { ...options.environment, ...environment }, imports }),
    name,
  );
}

/** The key that is held to the role of a function. */
export function accessKeyIdOf(functionName: string): string {
  const hash = createHash('sha256').update(functionName).digest('hex');
  return `ASIA${hash.slice(0, 16).toUpperCase()}`;
}

function accessKeyOf(definition: FunctionDefinition, plan: RunPlan, settings: FunctionSettings): string {
  if (settings.registerRole === undefined) return settings.accessKeyId;
  const role = [...plan.roles.values()].find(({ arn }) => arn === definition.roleArn);
  if (role === undefined) throw new Error(`the role of ${definition.name} is not in the template`);
  const accessKeyId = accessKeyIdOf(definition.name);
  settings.registerRole(accessKeyId, {
    arn: role.arn,
    statements: role.statements,
    sessionName: definition.name,
  });
  return accessKeyId;
}
