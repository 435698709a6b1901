import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { refusal, startTestEndpoint } from '../endpoint/test-endpoint.ts';

const run = await startTestEndpoint();
afterAll(() => run.close());
const { ses } = run;
const { outbox } = run.endpoint;

beforeAll(async () => {
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' }));
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'only@other.example' }));
  const sets: [string, ('BOUNCE' | 'COMPLAINT')[] | undefined][] = [
    ['account', undefined],
    ['nothing', []],
    ['complaints', ['COMPLAINT']],
  ];
  for (const [ConfigurationSetName, SuppressedReasons] of sets) {
    await ses.send(
      new CreateConfigurationSetCommand({
        ConfigurationSetName,
        ...(SuppressedReasons !== undefined && { SuppressionOptions: { SuppressedReasons } }),
      }),
    );
  }
  await ses.send(
    new CreateEmailIdentityCommand({ EmailIdentity: 'set.example', ConfigurationSetName: 'nothing' }),
  );
  await ses.send(
    new PutSuppressedDestinationCommand({ EmailAddress: 'bounced@x.example', Reason: 'BOUNCE' }),
  );
  await ses.send(
    new PutSuppressedDestinationCommand({ EmailAddress: 'angry@x.example', Reason: 'COMPLAINT' }),
  );
});
beforeEach(() => outbox.clear());

const simple = { Subject: { Data: 'Subject' }, Body: { Text: { Data: 'text' } } };

function send(input: Partial<SendEmailCommandInput> = {}) {
  return ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'notices@example.com',
      Destination: { ToAddresses: ['ann@x.example'] },
      Content: { Simple: simple },
      ...input,
    }),
  );
}

const rejected = (from: string) => ({
  name: 'MessageRejected',
  message: `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${from}`,
});

test('keeps everything of a mail in the outbox', async () => {
  const { MessageId } = await send({
    FromEmailAddress: '"Finehook, Inc." <notices@example.com>',
    Destination: {
      ToAddresses: ['Ann <ann@x.example>'],
      CcAddresses: ['bob@x.example'],
      BccAddresses: ['cat@x.example'],
    },
    ReplyToAddresses: ['help@example.com'],
    ConfigurationSetName: 'account',
    EmailTags: [{ Name: 'kind', Value: 'webhook.disabled' }],
    Content: {
      Simple: {
        Subject: { Data: 'Ihr Webhook ruht 💤', Charset: 'UTF-8' },
        Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } },
        Headers: [
          { Name: 'List-Unsubscribe', Value: '<https://example.com/u/1>' },
          { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
        ],
      },
    },
  });
  expect(MessageId).toMatch(/^01000[0-9a-f]+-[0-9a-f-]{36}-000000$/);
  expect(outbox.list(10)).toEqual([
    {
      messageId: MessageId,
      at: expect.stringMatching(/^\d{4}-.+Z$/),
      from: '"Finehook, Inc." <notices@example.com>',
      replyTo: ['help@example.com'],
      to: ['Ann <ann@x.example>'],
      cc: ['bob@x.example'],
      bcc: ['cat@x.example'],
      subject: 'Ihr Webhook ruht 💤',
      text: 'text',
      html: '<p>html</p>',
      headers: [
        { name: 'List-Unsubscribe', value: '<https://example.com/u/1>' },
        { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      ],
      tags: [{ name: 'kind', value: 'webhook.disabled' }],
      configurationSet: 'account',
      delivered: ['ann@x.example', 'bob@x.example', 'cat@x.example'],
      suppressed: [],
    },
  ]);
});

test.each(['a@example.com', 'A <a@mail.example.com>', 'only@other.example', 'only+label@other.example'])(
  'lets %s send: verified itself, or by its domain',
  async FromEmailAddress => {
    await send({ FromEmailAddress });
    expect(outbox.list(10)).toHaveLength(1);
  },
);

test.each(['other@other.example', 'Mallory <a@notexample.com>', 'a@com', 'a@sub.other.example'])(
  'rejects a mail of %s, whom nobody verified',
  async FromEmailAddress => {
    expect(await refusal(send({ FromEmailAddress }))).toEqual(rejected(FromEmailAddress));
    expect(outbox.list(10)).toEqual([]);
  },
);

const toEverybody = {
  Destination: { ToAddresses: ['ann@x.example', 'Bounced@x.example', 'angry@x.example'] },
};

test.each<[Partial<SendEmailCommandInput>, string[]]>([
  [{}, ['Bounced@x.example', 'angry@x.example']],
  [{ ConfigurationSetName: 'account' }, ['Bounced@x.example', 'angry@x.example']],
  [{ ConfigurationSetName: 'complaints' }, ['angry@x.example']],
  [{ ConfigurationSetName: 'nothing' }, []],
  [{ FromEmailAddress: 'a@set.example' }, []],
  [{ FromEmailAddress: 'a@set.example', ConfigurationSetName: 'complaints' }, ['angry@x.example']],
])('accepts a mail %j, and does not deliver it to %j', async (input, suppressed) => {
  const { MessageId } = await send({ ...toEverybody, ...input });
  const [mail] = outbox.list(1);
  expect(mail?.messageId).toBe(MessageId);
  expect(mail?.suppressed).toEqual(suppressed);
  expect(mail?.delivered).toEqual(
    toEverybody.Destination.ToAddresses.filter(address => !suppressed.includes(address)),
  );
});

const header = (Name: string, Value: string) => ({
  Content: { Simple: { ...simple, Headers: [{ Name, Value }] } },
});

test.each<[Partial<SendEmailCommandInput>, string]>([
  [{ FromEmailAddress: 'nobody' }, "Missing final '@domain'"],
  [{ Destination: {} }, 'Destination must have at least one recipient.'],
  [
    { Destination: { ToAddresses: Array.from({ length: 51 }, (_, i) => `a${i}@x.example`) } },
    'Recipient count exceeds 50.',
  ],
  [{ Destination: { ToAddresses: ['a\nb@x.example'] } }, 'Local address contains control or whitespace'],
  [{ ReplyToAddresses: ['x'] }, "Missing final '@domain'"],
  [{ Content: {} }, 'Content must have one of Simple, Raw or Template.'],
  [{ Content: { Simple: { ...simple, Subject: { Data: undefined } } } }, 'Subject is required.'],
  [{ Content: { Simple: { ...simple, Body: {} } } }, 'Body must have Text or Html.'],
  [{ Content: { Raw: { Data: new Uint8Array([1]) } } }, 'This emulator sends Simple content only, not Raw.'],
  [{ TenantName: 'x' }, 'This emulator does not have TenantName.'],
  [{ EmailTags: [{ Name: 'a b', Value: 'c' }] }, 'Invalid tag <a b>: <c>.'],
  [header('Reply-To', 'x@example.com'), 'Invalid header name <Reply-To>.'],
  [header('X Y', 'z'), 'Invalid header name <X Y>.'],
  [header('X-Evil', 'a\r\nBcc: b@x.example'), 'Invalid value of header <X-Evil>.'],
])('refuses %j', async (input, message) => {
  expect(await refusal(send(input))).toEqual({ name: 'BadRequestException', message });
  expect(outbox.list(10)).toEqual([]);
});

test('refuses a configuration set that is not there', async () => {
  expect(await refusal(send({ ConfigurationSetName: 'none' }))).toEqual({
    name: 'NotFoundException',
    message: 'Configuration set <none> does not exist.',
  });
});

test('keeps the last thousand mails', async () => {
  const [first] = [await send()];
  const [mail] = outbox.list(1);
  if (mail === undefined) throw new Error('no mail');
  for (let index = 0; index < 1_000; index++) outbox.add({ ...mail, messageId: String(index) });
  expect(outbox.list(2_000)).toHaveLength(1_000);
  expect(outbox.list(2_000).some(({ messageId }) => messageId === first?.MessageId)).toBe(false);
  expect(outbox.list(1)[0]?.messageId).toBe('999');
});

test('refuses an operation that it does not have, by name', async () => {
  const response = await fetch(`${run.endpoint.url}/v2/email/account`);
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 404,
    body: { message: 'This emulator does not have GET /v2/email/account.' },
  });
});
