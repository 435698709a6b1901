import type { Resend } from '../api/client.ts';
import { messageOf, UsageError } from '../local-run.ts';
import type { Api } from './api.ts';
import type { Command, Work } from './command.ts';
import { type DeliverySearch, searchOf, searchOptions } from './delivery-search.ts';
import { flag, list, oneOf, optional, optionalWord, type Read } from './options.ts';
import { facts } from './output.ts';
import { isPassing } from './passing-error.ts';
import { type FoundStatus, resendFound } from './resend-found.ts';

/** Between two looks at how far a resend is: the service sends for a second at a time. */
const pollMs = 2_000;

const status = oneOf(['failed', 'held', 'delivered']);
const statusList: Read<readonly FoundStatus[]> = (text, what) =>
  list(text, what).map(one => status(one, what));

const id = optionalWord('deliveryId', 'id of a delivery; without it, say which ones by options');
const statusesOption = optional(
  'statuses',
  'LIST',
  'failed, held, delivered (default: failed,held)',
  statusList,
);
const newIdOption = flag(
  'new-id',
  'under a new webhook-id, for a receiver that drops what it has had; not with --webhook alone',
);
const noWaitOption = flag('no-wait', 'with --webhook alone: begin, and do not wait for the end');

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

interface Window {
  readonly webhookId: string;
  readonly from: string;
  readonly to: string;
  readonly statuses?: ('failed' | 'held')[];
}

const defaultStatuses = ['failed', 'held'] as const;

/** One delivery, those that a search finds, or those of a webhook within a time. */
type Wanted =
  | { readonly kind: 'one'; readonly deliveryId: string }
  | { readonly kind: 'found'; readonly search: DeliverySearch; readonly statuses: readonly FoundStatus[] }
  | { readonly kind: 'window'; readonly window: Window };

/** @throws UsageError */
function wanted(values: Work['values']): Wanted {
  const { get } = values;
  const deliveryId = get(id);
  const statuses = get(statusesOption);
  if (deliveryId !== undefined) {
    const given = [...searchOptions, statusesOption].some(option => get<unknown>(option) !== undefined);
    if (given || get(noWaitOption))
      throw new UsageError('give <deliveryId>, or say which ones by options, not both');
    return { kind: 'one', deliveryId };
  }
  const search = searchOf(values);
  if (search.eventId !== undefined || search.recordId !== undefined) {
    if (get(noWaitOption)) throw new UsageError('--no-wait goes with --webhook, --from and --to only');
    return { kind: 'found', search, statuses: statuses ?? defaultStatuses };
  }
  return { kind: 'window', window: windowOf(values, search) };
}

/** @throws UsageError */
function windowOf(
  { get }: Work['values'],
  { webhookId, companyId, eventType, from, to }: DeliverySearch,
): Window {
  if (webhookId === undefined || from === undefined || to === undefined) {
    throw new UsageError(
      'which ones of the webhook? Give --from and --to, or --event, or --record with --company',
    );
  }
  if (companyId !== undefined || eventType !== undefined) {
    throw new UsageError('--company and --type go with --event or --record only');
  }
  if (get(newIdOption)) throw new UsageError('--new-id goes with <deliveryId>, --event or --record only');
  const statuses = get(statusesOption)?.map(one => {
    if (one === 'delivered') throw new UsageError('--statuses delivered goes with --event or --record only');
    return one;
  });
  return { webhookId, from, to, ...(statuses === undefined ? {} : { statuses }) };
}

export const resendCommand: Command = {
  name: 'resend',
  summary: 'Send deliveries again: one, those of an event or a record, or those of a webhook within a time.',
  notes: [
    'Of --event and --record it sends each that it finds, and says what became of it; exit code 1 when one could not be sent again.',
    'Of a webhook within a time, it tells how far it is until it is done; Ctrl-C ends the telling, not the resend. Exit code 1 for a resend that was cancelled or has failed.',
  ],
  words: [id],
  options: [...searchOptions, statusesOption, newIdOption, noWaitOption],
  examples: [
    'resend <deliveryId>',
    'resend --company acme --record r1 --statuses failed',
    'resend --webhook whk_01 --from 2026-01-31T12:00:00Z --to 2026-01-31T13:00:00Z --statuses failed',
  ],
  async run(work) {
    const what = wanted(work.values);
    const client = await work.api();
    const newId = work.values.get(newIdOption);
    switch (what.kind) {
      case 'one':
        return resendOne(work, client, what.deliveryId);
      case 'found':
        return resendFound(work, client, what.search, { statuses: what.statuses, newId });
      case 'window':
        return resendWindow(work, client, what.window);
    }
  },
};
