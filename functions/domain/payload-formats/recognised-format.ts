import type { PayloadFormat } from '../webhook.ts';

interface Service {
  readonly format: PayloadFormat;
  readonly host: RegExp;
  /** Of the path; every path when it is absent. */
  readonly path?: RegExp;
}

/** Where chat services take messages. The first that fits counts. */
const services: readonly Service[] = [
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks; the second is Slack for governments.
  { format: 'slack', host: /^hooks\.slack(-gov)?\.com$/ },
  // Workflows, and the connectors before them: https://learn.microsoft.com/connectors/teams
  { format: 'teams', host: /\.(webhook\.office\.com|logic\.azure\.com|powerplatform\.com)$/ },
  // https://discord.com/developers/docs/resources/webhook, "Execute Webhook" and "Execute Slack-Compatible Webhook"
  {
    format: 'slack',
    host: /^((canary|ptb)\.)?discord(app)?\.com$/,
    path: /^\/api(\/v\d+)?\/webhooks\/[^/]+\/[^/]+\/slack$/,
  },
  {
    format: 'discord',
    host: /^((canary|ptb)\.)?discord(app)?\.com$/,
    path: /^\/api(\/v\d+)?\/webhooks\/[^/]+\/[^/]+$/,
  },
];

/** The format that whoever lives at a URL understands; `undefined` when the URL does not say. */
export function recognisedFormat(url: string): PayloadFormat | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  const path = pathname.replace(/\/$/, '');
  return services.find(service => service.host.test(hostname) && (service.path?.test(path) ?? true))?.format;
}
