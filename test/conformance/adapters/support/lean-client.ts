import type { Timing } from '../../../../functions/adapters/backoff.ts';
import { LeanAwsClient, type LeanAwsOptions } from '../../../../functions/adapters/lean-aws-client.ts';
import { type Step, scriptedAws } from './scripted-aws.ts';

const closers: (() => unknown)[] = [];
/** For `afterEach`: ends what the test started. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

/** A lean client whose time passes by waiting only, and its service. */
export async function setUp(steps: readonly Step[], options: Partial<LeanAwsOptions> = {}) {
  const server = await scriptedAws(steps);
  const waits: number[] = [];
  let nowMs = Date.parse('2026-01-02T03:04:05Z');
  const timing: Timing = {
    now: () => nowMs,
    random: () => 0.5,
    wait: async ms => {
      waits.push(ms);
      nowMs += ms;
    },
  };
  const client = new LeanAwsClient({
    service: 'dynamodb',
    region: 'eu-central-1',
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'SECRET', sessionToken: 'TOKEN' },
    timing,
    ...options,
  });
  closers.push(
    () => server.close(),
    () => client.close(),
  );
  return { ...server, client, waits, timing };
}

export const ok: Step = { status: 200, body: { done: true } };
export const fault = (status: number, type: string): Step => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'why' },
});
export const reset: Step = request => request.socket.resetAndDestroy();
