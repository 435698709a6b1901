import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { startWorker } from '../../../local/lambda/worker.ts';

const timeoutMs = 20_000;
const answerSchema = z.object({ cpu: z.object({ user: z.number(), system: z.number() }) });

/** What a sample does, and the text of its module: the CPU of its process up to the end of its first invocation. */
export interface Sample {
  readonly name: string;
  readonly source: string;
}

const cpu = 'cpu: process.cpuUsage()';

export const empty: Sample = {
  name: 'empty function (baseline)',
  source: `export const handler = async () => ({ ${cpu} });`,
};

/** The bundle is loaded, and its handler not called. */
export function loading(name: string, bundleFile: string): Sample {
  return {
    name,
    source: `import '${pathToFileURL(bundleFile).href}';\nexport const handler = async () => ({ ${cpu} });`,
  };
}

/** The delivery-worker's handler has delivered its first message. */
export function delivering(name: string, bundleFile: string): Sample {
  return {
    name,
    source: `import { handler as deliver } from '${pathToFileURL(bundleFile).href}';
export async function handler(event, context) {
  const { batchItemFailures } = await deliver(event, context);
  if (batchItemFailures.length > 0) throw new Error('the delivery failed');
  return { ${cpu} };
}`,
  };
}

/**
 * Starts the local run's Lambda worker with the sample's module and invokes it once.
 * @param folder for the module
 * @returns milliseconds of CPU, Node's own start with them
 */
export async function coldStart(
  sample: Sample,
  folder: string,
  environment: Record<string, string>,
  payload: string,
): Promise<number> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.mjs'), sample.source);
  const log = join(folder, 'output.log');
  const output = openSync(log, 'w');
  const exited = Promise.withResolvers<void>();
  const worker = startWorker({
    definition: {
      name: 'bench',
      arn: 'arn:aws:lambda:eu-west-1:123456789012:function:bench',
      roleArn: 'arn:aws:iam::123456789012:role/bench',
      codePath: folder,
      handler: 'index.handler',
      timeoutMs,
      memoryMb: 1024,
      environment: {},
      concurrency: undefined,
    },
    environment,
    output,
    onExit: exited.resolve,
  });
  const outcome = await worker.invoke('bench', payload);
  worker.kill();
  await exited.promise;
  closeSync(output);
  if (outcome.kind !== 'ok') {
    throw new Error(`${sample.name}: ${JSON.stringify(outcome)}\n${readFileSync(log, 'utf8')}`);
  }
  const { user, system } = answerSchema.parse(JSON.parse(outcome.payload)).cpu;
  return (user + system) / 1000;
}
