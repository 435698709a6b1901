import { describe, expect, it } from 'vitest';
import { recognisedFormat } from '../../../../functions/domain/payload-formats/recognised-format.ts';

describe('recognisedFormat', () => {
  it.each([
    ['https://hooks.slack.com/services/T0/B0/x', 'slack'],
    ['https://HOOKS.slack.com/services/T0/B0/x', 'slack'],
    ['https://hooks.slack-gov.com/services/T0/B0/x', 'slack'],
    ['https://acme.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d', 'teams'],
    [
      'https://prod-12.westeurope.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?sig=x',
      'teams',
    ],
    [
      'https://default0a.4e.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/a',
      'teams',
    ],
    ['https://discord.com/api/webhooks/123/token', 'discord'],
    ['https://discordapp.com/api/webhooks/123/token/', 'discord'],
    ['https://ptb.discord.com/api/v10/webhooks/123/token?wait=true&thread_id=9', 'discord'],
    ['https://discord.com/api/webhooks/123/token/slack', 'slack'],
    ['https://discord.com/api/webhooks/123/token/github', undefined],
    ['https://discord.com/channels/1/2', undefined],
    ['https://slack.com/services/T0', undefined],
    ['https://hooks.slack.com.evil.example/services', undefined],
    ['https://nothooks.slack.com/services', undefined],
    ['https://evil.example/https://hooks.slack.com/services', undefined],
    ['https://evil.example/?a=hooks.slack.com', undefined],
    ['https://hooks.slack.com@evil.example/services', undefined],
    ['https://logic.azure.com/workflows', undefined],
    ['https://evil-logic.azure.com/workflows', undefined],
    ['https://a.logic.azure.com.evil.example/', undefined],
    ['https://receiver.example.com/in', undefined],
    ['not a URL', undefined],
    ['', undefined],
  ])('%s: %s', (url, format) => {
    expect(recognisedFormat(url)).toBe(format);
  });
});
