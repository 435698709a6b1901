import type { PayloadFormat } from '../webhook.ts';
import { bluePayload } from './blue.ts';
import { cloudEventsPayload } from './cloudevents.ts';
import { discordPayload } from './discord.ts';
import type { MakePayload } from './payload-format.ts';
import { slackPayload } from './slack.ts';
import { standardPayload } from './standard.ts';
import { teamsPayload } from './teams.ts';

/** How the body of each format is made. Signing it is `payload.ts`'s. */
export const payloadFormats: Readonly<Record<PayloadFormat, MakePayload>> = {
  standard: standardPayload,
  blue: bluePayload,
  cloudevents: cloudEventsPayload,
  slack: slackPayload,
  teams: teamsPayload,
  discord: discordPayload,
};
