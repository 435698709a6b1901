import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { connect } from '../../client/function-calls.ts';
import { UsageError } from '../../client/local-run.ts';
import type { Reach } from '../support/finehook.ts';
import type { Arguments } from './arguments.ts';

/** Passes the Reach on to the process that runs the tests. */
export const reachVariable = 'FINEHOOK_SMOKE';

/** The operator's API key, for the company of the suite: not an option, which other users of the machine could read. */
const keyVariable = 'FINEHOOK_API_KEY';

const reachSchema = z.object({
  apiUrl: z.string(),
  apiKey: z.string(),
  eventBusName: z.string(),
  receiverUrl: z.string(),
  awsEndpointUrl: z.optional(z.string()),
  region: z.optional(z.string()),
  accessKeyId: z.optional(z.string()),
  secretAccessKey: z.optional(z.string()),
});

type Environment = Readonly<Record<string, string | undefined>>;

function parseReach(value: unknown): Reach {
  const { awsEndpointUrl, region, accessKeyId, secretAccessKey, ...reach } = reachSchema.parse(value);
  if (!awsEndpointUrl || !region || !accessKeyId || !secretAccessKey) return reach;
  return { ...reach, awsEndpointUrl, region, accessKeyId, secretAccessKey };
}

export function reachIn(env: Environment): Reach {
  return parseReach(JSON.parse(env[reachVariable] ?? 'null'));
}

/**
 * From the local run's file, or from the outputs of the stack.
 * @throws UsageError
 */
export async function findReach(
  { runtimeFile, stack, receiverUrl }: Arguments,
  env: Environment,
  stackOutputs: (stack: string) => Promise<ReadonlyMap<string, string>> = connect(undefined).stackOutputs,
): Promise<Reach> {
  if (runtimeFile !== undefined) {
    const local = parseReach(JSON.parse(readFileSync(runtimeFile, 'utf8')));
    return { ...local, receiverUrl: receiverUrl ?? local.receiverUrl };
  }
  const apiKey = env[keyVariable];
  if (apiKey === undefined) throw new UsageError(`${keyVariable} is not set; see --help`);
  if (receiverUrl === undefined) throw new UsageError('which receiver? --receiver-url URL; see --help');
  const outputs = await stackOutputs(stack);
  const output = (name: string): string => {
    const value = outputs.get(name);
    if (value === undefined) throw new Error(`the stack ${stack} has no output ${name}`);
    return value;
  };
  return { apiUrl: output('ApiUrl'), eventBusName: output('EventBusName'), apiKey, receiverUrl };
}
