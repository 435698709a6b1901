/** Services whose addresses are recognised: https://api.slack.com/messaging/webhooks and their like. */
const services: readonly (readonly [name: string, host: RegExp])[] = [
  ['Slack', /^hooks\.slack\.com$/],
  ['Teams', /\.(webhook\.office\.com|logic\.azure\.com|powerplatform\.com)$/],
  ['Discord', /^((ptb|canary)\.)?discord(app)?\.com$/],
  ['Zapier', /^hooks\.zapier\.com$/],
  ['Make', /^hook\.([a-z0-9]+\.)?make\.com$/],
];

/** What people call whoever answers at an address: a service's name, or its host. */
export function receiverName(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, host } = new URL(url);
  return services.find(([, form]) => form.test(hostname))?.[0] ?? host;
}
