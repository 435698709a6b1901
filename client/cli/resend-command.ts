import type { Resend } from '../api/client.ts';
import { messageOf, UsageError } from '../local-run.ts';
import type { Api } from './api.ts';
import type { Command, Work } from './command.ts';
import { flag, list, oneOf, optional, optionalWord, type Read } from './options.ts';
import { facts } from './output.ts';
import { isPassing } from './passing-error.ts';
import { time } from './time.ts';

/** Between two looks at how far a resend is: the service sends for a second at a time. */
const pollMs = 2_000;

const status = oneOf(['failed', 'held']);
const statusList: Read<readonly ('failed' | 'held')[]> = (text, what) =>
  list(text, what).map(one => status(one, what));

const id = optionalWord('deliveryId', 'id of a delivery; without it, give --webhook');
const webhookOption = optional('webhook', 'ID', 'of this webhook, with --from and --to');
const fromOption = optional('from', 'TIME', 'deliveries created from then on (RFC 3339)', time);
const toOption = optional('to', 'TIME', 'and before then', time);
const statusesOption = optional('statuses', 'LIST', 'failed, held (default: both)', statusList);
const newIdOption = flag(
  'new-id',
  'with <deliveryId>: under a new webhook-id, for a receiver that drops what it has had',
);
const noWaitOption = flag('no-wait', 'with --webhook: begin, and do not wait for the end');

async function resendOne({ values, output }: Work, client: Api, deliveryId: string): Promise<number> {
  const delivery = await client.resendDelivery({
    id: deliveryId,
    body: { newId: values.get(newIdOption) },
  });
  output.result(delivery, () => [`${delivery.id} is sent again: run ${delivery.run}, ${delivery.status}`]);
  return 0;
}

function progressOf({ sent, skipped, total, waitingSince }: Resend): string {
  const all = total === null ? '' : ` of ${total}`;
  const waiting = waitingSince === null ? '' : '; waits until the webhook is active';
  return `sent ${sent}${all}, skipped ${skipped}${waiting}`;
}

async function untilDone({ output, world }: Work, client: Api, begun: Resend): Promise<Resend> {
  let resend = begun;
  let told = '';
  while (resend.status === 'running') {
    const progress = progressOf(resend);
    if (progress !== told) output.note(progress);
    told = progress;
    await world.wait(pollMs);
    try {
      resend = await client.getResend({ id: begun.webhookId, resendId: begun.id });
    } catch (error) {
      if (!isPassing(error)) throw error;
      output.note(`The API does not answer now (${messageOf(error)}); the resend goes on; asks again.`);
    }
  }
  return resend;
}

async function resendWindow(work: Work, client: Api, window: Window): Promise<number> {
  const { values, output } = work;
  const { webhookId, ...body } = window;
  const begun = await client.createResend({ id: webhookId, body });
  const isAwaited = !values.get(noWaitOption);
  const resend = isAwaited ? await untilDone(work, client, begun) : begun;
  output.result(resend, () =>
    facts([
      ['resend', resend.id],
      ['status', resend.status],
      ['sent', resend.sent],
      ['skipped', resend.skipped],
    ]),
  );
  return resend.status === 'completed' || !isAwaited ? 0 : 1;
}

type Window = Exclude<ReturnType<typeof wanted>, string>;

/** One delivery, or those of a time. @throws UsageError */
function wanted({ get }: Work['values']) {
  const deliveryId = get(id);
  const webhookId = get(webhookOption);
  const [from, to, statuses] = [get(fromOption), get(toOption), get(statusesOption)];
  if (deliveryId !== undefined) {
    const given = webhookId ?? from ?? to ?? statuses;
    if (given !== undefined || get(noWaitOption)) {
      throw new UsageError('give <deliveryId>, or --webhook with --from and --to, not both');
    }
    return deliveryId;
  }
  if (webhookId === undefined || from === undefined || to === undefined) {
    throw new UsageError('what shall be sent again? Give <deliveryId>, or --webhook, --from and --to');
  }
  if (get(newIdOption)) throw new UsageError('--new-id goes with <deliveryId> only');
  return { webhookId, from, to, ...(statuses === undefined ? {} : { statuses }) };
}

export const resendCommand: Command = {
  name: 'resend',
  summary: 'Send a delivery again, or those of a webhook that have failed or are held within a time.',
  notes: [
    'Of a time, it tells how far it is until it is done; Ctrl-C ends the telling, not the resend. Exit code 1 for a resend that was cancelled or has failed.',
  ],
  words: [id],
  options: [webhookOption, fromOption, toOption, statusesOption, newIdOption, noWaitOption],
  examples: [
    'resend <deliveryId>',
    'resend --webhook whk_01 --from 2026-01-31T12:00:00Z --to 2026-01-31T13:00:00Z --statuses failed',
  ],
  async run(work) {
    const what = wanted(work.values);
    const client = await work.api();
    if (typeof what !== 'string') return resendWindow(work, client, what);
    return resendOne(work, client, what);
  },
};
