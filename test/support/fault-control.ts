import * as z from 'zod/mini';
import type { FaultKind } from '../../local/faults/fault-kinds.ts';
import type { Runtime } from './local-run.ts';

const controlSchema = z.object({ faults: z.array(z.object({ kind: z.string(), count: z.number() })) });

/** How often each fault has struck in a local run; empty for one without faults. */
export async function faultCounts({
  awsEndpointUrl,
}: Pick<Runtime, 'awsEndpointUrl'>): Promise<Readonly<Record<string, number>>> {
  const answer = await fetch(`${awsEndpointUrl}/faults`);
  if (!answer.ok) return {};
  const { faults } = controlSchema.parse(await answer.json());
  return Object.fromEntries(faults.map(({ kind, count }) => [kind, count]));
}

/** Sets the rate of a fault in a local run with faults. */
export async function setFault(
  { awsEndpointUrl }: Pick<Runtime, 'awsEndpointUrl'>,
  kind: FaultKind,
  rate: number,
): Promise<void> {
  const body = JSON.stringify({ kind, rate });
  const answer = await fetch(`${awsEndpointUrl}/faults`, { method: 'PUT', body });
  if (!answer.ok) throw new Error(`the rate of ${kind} was not set: ${await answer.text()}`);
}
