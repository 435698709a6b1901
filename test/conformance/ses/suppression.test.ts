import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, expect, test } from 'vitest';
import { refusal, startTestEndpoint } from '../endpoint/test-endpoint.ts';

const run = await startTestEndpoint();
afterAll(() => run.close());
const { ses } = run;

const get = (EmailAddress: string) => ses.send(new GetSuppressedDestinationCommand({ EmailAddress }));

test('an address is on the list from put to delete, whatever its case', async () => {
  const before = Date.now();
  await ses.send(new PutSuppressedDestinationCommand({ EmailAddress: 'Ann@Example.com', Reason: 'BOUNCE' }));
  const { SuppressedDestination } = await get('ann@example.com');
  expect(SuppressedDestination).toEqual({
    EmailAddress: 'Ann@Example.com',
    Reason: 'BOUNCE',
    LastUpdateTime: expect.any(Date),
  });
  expect(Number(SuppressedDestination?.LastUpdateTime)).toBeGreaterThanOrEqual(before);
  await ses.send(
    new PutSuppressedDestinationCommand({ EmailAddress: 'ann@example.com', Reason: 'COMPLAINT' }),
  );
  expect((await get('ann@example.com')).SuppressedDestination?.Reason).toBe('COMPLAINT');

  await ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'ann@example.com' }));
  const gone = {
    name: 'NotFoundException',
    message: 'Email address ann@example.com does not exist on your suppression list.',
  };
  expect(await refusal(get('ann@example.com'))).toEqual(gone);
  expect(
    await refusal(ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'ann@example.com' }))),
  ).toEqual(gone);
});

test('an address with characters that a path escapes is found', async () => {
  const EmailAddress = "a+b/c%d'e@example.com";
  await ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
  expect((await get(EmailAddress)).SuppressedDestination?.EmailAddress).toBe(EmailAddress);
});

test.each([
  ['nobody', 'BOUNCE', "Missing final '@domain'"],
  ['a b@example.com', 'BOUNCE', 'Local address contains control or whitespace'],
  ['a@exa_mple.com', 'BOUNCE', 'Domain contains illegal character'],
  ['a@example.com', 'ANGER', 'Reason must be one of BOUNCE, COMPLAINT.'],
])('refuses %s for %s', async (EmailAddress, reason, message) => {
  // A reason that the SDK's types do not have goes over the wire all the same.
  const Reason: 'BOUNCE' = JSON.parse(JSON.stringify(reason));
  expect(await refusal(ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason })))).toEqual({
    name: 'BadRequestException',
    message,
  });
});
