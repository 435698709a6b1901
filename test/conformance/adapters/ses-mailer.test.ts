import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  PutSuppressedDestinationCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { SesMailer, sesMailerOf } from '../../../functions/adapters/ses-mailer.ts';
import { unsubscribeUrl } from '../../../functions/domain/notices/contact-links.ts';
import { startTestEndpoint } from '../endpoint/test-endpoint.ts';

const run = await startTestEndpoint();
const { ses } = run;
const { outbox } = run.endpoint;
const configurationSetName = 'notices';
const sender = 'notices@example.com';

beforeAll(async () => {
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' }));
  await ses.send(
    new CreateConfigurationSetCommand({
      ConfigurationSetName: configurationSetName,
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    }),
  );
});
afterAll(() => run.close());
beforeEach(() => outbox.clear());

const url = unsubscribeUrl('https://api.example', {
  id: 'cnt_0123456789abcdef0123456789abcdef',
  companyId: 'acme',
  email: 'ops@acme.example',
  status: 'confirmed',
  tokenHash: '',
  tokenExpiresAt: '2026-01-01T00:00:00.000Z',
  unsubscribeKey: 'key',
  createdAt: '2026-01-01T00:00:00.000Z',
});
const mail = {
  to: 'ops@acme.example',
  subject: 'Webhook "Ünï 😀" was disabled',
  text: 'a\nb\n',
  html: '<p>a</p>',
  headers: { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
};

it('sends texts, headers and sender as they are, in the configuration set', async () => {
  await new SesMailer({ client: ses, sender, configurationSetName }).send(mail);
  expect(outbox.list(10)).toMatchObject([
    {
      from: sender,
      to: [mail.to],
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: [
        { name: 'List-Unsubscribe', value: `<${url}>` },
        { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      ],
      configurationSet: configurationSetName,
      delivered: [mail.to],
      suppressed: [],
    },
  ]);
});

it.each(['BOUNCE', 'COMPLAINT'] as const)('reaches nobody who is suppressed: %s', async Reason => {
  const EmailAddress = `${Reason.toLowerCase()}@acme.example`;
  await ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason }));
  await new SesMailer({ client: ses, sender, configurationSetName }).send({ ...mail, to: EmailAddress });
  expect(outbox.list(10)).toMatchObject([{ delivered: [], suppressed: [EmailAddress] }]);
});

it('rejects with an error of its own when the sender is no identity', async () => {
  const mailer = new SesMailer({ client: ses, sender: 'notices@other.example', configurationSetName });
  await expect(mailer.send(mail)).rejects.toMatchObject({
    name: 'AwsCallError',
    code: 'MessageRejected',
    retryable: false,
  });
  expect(outbox.list(10)).toEqual([]);
});

it('is none without a sender', () => {
  expect(sesMailerOf({ client: ses, sender: '', configurationSetName })).toBeUndefined();
  expect(sesMailerOf({ client: ses, sender, configurationSetName })).toBeInstanceOf(SesMailer);
});
