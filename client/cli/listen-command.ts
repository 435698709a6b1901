import { messageOf, UsageError } from '../local-run.ts';
import type { Command, Work } from './command.ts';
import { eventBody, forward } from './forward.ts';
import { NewDeliveries } from './new-deliveries.ts';
import { optional, type Read, required, wholeNumber } from './options.ts';
import { isPassing } from './passing-error.ts';

const localUrl: Read<string> = (text, what) => {
  if (URL.canParse(text) && /^https?:/.test(text)) return text;
  throw new UsageError(`${what} ${text} is no URL`);
};

const webhookOption = required('webhook', 'ID', 'whose deliveries are forwarded');
const forwardOption = required('forward', 'URL', 'where to, such as http://localhost:3000', localUrl);
const secretOption = optional('secret', 'SECRET', 'whsec_…: sign each call with it, as the webhook does');
const intervalOption = optional(
  'interval',
  'SECONDS',
  'between two looks for new deliveries (default: 2)',
  wholeNumber(1, 60),
);

async function pass({ output, world, api, values }: Work, deliveryId: string): Promise<void> {
  const { id, event, eventType } = await (await api()).getDelivery({ id: deliveryId });
  if (event === null) {
    output.note(`${id} ${eventType}: its event is not kept`);
    return;
  }
  const secret = values.get(secretOption);
  const answer = await forward(world, {
    url: values.get(forwardOption),
    id,
    body: eventBody(event),
    ...(secret === undefined ? {} : { secret }),
  });
  output.result({ deliveryId: id, eventType, ...answer }, () => [
    `${event.time}  ${eventType}  ${id}  ${answer.status ?? answer.error}  ${answer.durationMs} ms`,
  ]);
}

export const listenCommand: Command = {
  name: 'listen',
  summary: 'Forward the events of a webhook to a URL of this machine, as they come.',
  notes: [
    'It polls: every few seconds it asks the API which deliveries are new, so an event comes here after the webhook itself was called, or was to be. The webhook goes on as it is, and what the local URL answers changes nothing. A paused webhook that holds its events works too.',
    'Forwarded is what a receiver of the format standard gets, with the same webhook-id. Without --secret it is not signed. Numbers stay as they were published, on Node.js 22 and newer; older ones round what a double cannot hold. Only deliveries that are found within five minutes of their event come; resends under the same id do not. It goes on until Ctrl-C.',
  ],
  options: [webhookOption, forwardOption, secretOption, intervalOption],
  examples: ['listen --webhook whk_01 --forward http://localhost:3000/hooks'],
  async run(work) {
    const { values, output, world, api } = work;
    const interval = values.get(intervalOption) ?? 2;
    const deliveries = await NewDeliveries.since(await api(), values.get(webhookOption), world.now);
    const interruption = world.interruption();
    output.note(`Asks every ${interval} s for new deliveries; Ctrl-C ends it.`);
    while (!interruption.aborted) {
      try {
        await deliveries.look(id => pass(work, id));
      } catch (error) {
        if (!isPassing(error)) throw error;
        output.note(`The API does not answer now (${messageOf(error)}); asks again.`);
      }
      await world.wait(interval * 1000, interruption);
    }
    return 0;
  },
};
