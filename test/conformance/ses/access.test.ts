import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountId, type Clients, refusal, region, startTestEndpoint } from '../endpoint/test-endpoint.ts';

const run = await startTestEndpoint();
afterAll(() => run.close());

const roleArn = `arn:aws:iam::${accountId}:role/notifier-role`;
const identity = `arn:aws:ses:${region}:${accountId}:identity/example.com`;
const set = `arn:aws:ses:${region}:${accountId}:configuration-set/finehook`;
const denied = (action: string, resource: string) => ({
  name: 'AccessDeniedException',
  message: `User: arn:aws:sts::${accountId}:assumed-role/notifier-role/notifier is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
});

beforeAll(async () => {
  await run.ses.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'finehook' }));
  await run.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' }));
  await run.ses.send(
    new CreateEmailIdentityCommand({ EmailIdentity: 'set.example', ConfigurationSetName: 'finehook' }),
  );
  await run.ses.send(new PutSuppressedDestinationCommand({ EmailAddress: 'a@x.example', Reason: 'BOUNCE' }));
});

/** A notifier whose role has these statements. */
function notifierWith(...statements: object[]): Clients {
  run.endpoint.registerRole('AKIANOTIFIER', { arn: roleArn, sessionName: 'notifier', statements });
  return run.as('AKIANOTIFIER');
}

const maySend = (Resource: string | string[], Condition?: object) => ({
  Effect: 'Allow',
  Action: 'ses:SendEmail',
  Resource,
  ...(Condition !== undefined && { Condition }),
});

function send({ ses }: Clients, input: Partial<SendEmailCommandInput> = {}) {
  return ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'Finehook <notices@example.com>',
      Destination: { ToAddresses: ['Ann <ann@x.example>'] },
      Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
      ...input,
    }),
  );
}

test('sending needs the right on the identity, which may be a domain', async () => {
  await send(notifierWith(maySend(identity)));
  expect(await refusal(send(notifierWith(maySend(`${identity}x`))))).toEqual(
    denied('ses:SendEmail', identity),
  );
});

test('an identity that is not there is named as the address', async () => {
  const address = `arn:aws:ses:${region}:${accountId}:identity/mallory@evil.example`;
  expect(
    await refusal(send(notifierWith(maySend(identity)), { FromEmailAddress: 'M <mallory@evil.example>' })),
  ).toEqual(denied('ses:SendEmail', address));
});

test('with a configuration set sending needs the right on it too, also when it is that of the identity', async () => {
  const withSet = { ConfigurationSetName: 'finehook' };
  await send(notifierWith(maySend([identity, set])), withSet);
  expect(await refusal(send(notifierWith(maySend(identity)), withSet))).toEqual(denied('ses:SendEmail', set));
  const ofSet = identity.replace('example.com', 'set.example');
  expect(await refusal(send(notifierWith(maySend(ofSet)), { FromEmailAddress: 'a@set.example' }))).toEqual(
    denied('ses:SendEmail', set),
  );
});

test.each([
  [{ StringEquals: { 'ses:FromAddress': 'notices@example.com' } }, true],
  [{ StringEquals: { 'ses:FromAddress': 'other@example.com' } }, false],
  [{ StringEquals: { 'ses:FromDisplayName': 'Finehook' } }, true],
  [{ 'ForAllValues:StringLike': { 'ses:Recipients': ['*@x.example'] } }, true],
  [{ 'ForAllValues:StringLike': { 'ses:Recipients': ['*@y.example'] } }, false],
  [{ StringEquals: { 'ses:ApiVersion': '2' } }, true],
])('the condition %j holds: %s', async (condition, holds) => {
  const sent = await send(notifierWith(maySend(identity, condition))).then(
    () => true,
    () => false,
  );
  expect(sent).toBe(holds);
});

test('the suppression list has no resource: only a policy for everything covers it', async () => {
  const EmailAddress = 'a@x.example';
  const calls = {
    'ses:GetSuppressedDestination': new GetSuppressedDestinationCommand({ EmailAddress }),
    'ses:PutSuppressedDestination': new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }),
    'ses:DeleteSuppressedDestination': new DeleteSuppressedDestinationCommand({ EmailAddress }),
  };
  const { ses } = notifierWith({ Effect: 'Allow', Action: Object.keys(calls), Resource: identity });
  const commands = Object.entries(calls);
  expect(await refusal(ses.send(calls['ses:GetSuppressedDestination']))).toEqual(
    denied('ses:GetSuppressedDestination', '*'),
  );
  expect(await refusal(ses.send(calls['ses:PutSuppressedDestination']))).toEqual(
    denied('ses:PutSuppressedDestination', '*'),
  );
  expect(await refusal(ses.send(calls['ses:DeleteSuppressedDestination']))).toEqual(
    denied('ses:DeleteSuppressedDestination', '*'),
  );
  notifierWith({ Effect: 'Allow', Action: commands.map(([action]) => action), Resource: '*' });
  await ses.send(calls['ses:GetSuppressedDestination']);
  await ses.send(calls['ses:PutSuppressedDestination']);
  await ses.send(calls['ses:DeleteSuppressedDestination']);
});
