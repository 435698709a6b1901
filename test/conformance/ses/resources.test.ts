import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetConfigurationSetCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, expect, test } from 'vitest';
import { closeAwsClients, createAwsClients } from '../../../local/cloudformation/aws-clients.ts';
import { emptyPlan } from '../../../local/cloudformation/run-plan.ts';
import type { JsonRecord } from '../../../local/json.ts';
import { configurationSet } from '../../../local/resources/aws-ses-configuration-set.ts';
import { emailIdentity } from '../../../local/resources/aws-ses-email-identity.ts';
import { accountId, region, startTestEndpoint, type TestEndpoint } from '../endpoint/test-endpoint.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'finehook-'));
afterAll(() => rmSync(dataDirectory, { recursive: true }));

/** Makes the configuration set and the identity of a template, as a start of the local run does. */
async function deployTo(run: TestEndpoint, set: JsonRecord) {
  const clients = createAwsClients({
    endpoint: run.endpoint.url,
    region,
    accessKeyId: 'local',
    secretAccessKey: 'local',
  });
  const context = {
    logicalId: 'Mails',
    stackName: 'Finehook',
    region,
    accountId,
    clients,
    plan: emptyPlan({ apiUrl: '', schedulesRunHere: false }),
    physicalName: () => 'Finehook-Mails',
    assetPath: () => '',
  };
  try {
    const made = await configurationSet.create(set, context);
    const identity = await emailIdentity.create(
      {
        EmailIdentity: 'example.com',
        ConfigurationSetAttributes: { ConfigurationSetName: made.ref },
      },
      context,
    );
    return { set: made, identity };
  } finally {
    closeAwsClients(clients);
  }
}

test('a set and an identity are made, brought up to the template, and kept with list and mails', async () => {
  const before = await startTestEndpoint({ dataDirectory });
  const EmailAddress = 'a@x.example';
  const first = await deployTo(before, {});
  expect(first.set.ref).toBe('Finehook-Mails');
  expect(first.identity.ref).toBe('example.com');
  expect(first.identity.attributes.DkimDNSTokenName3).toMatch(/^[0-9a-f]{32}\._domainkey\.example\.com$/);
  expect(first.identity.attributes.DkimDNSTokenValue1).toMatch(/^[0-9a-f]{32}\.dkim\.amazonses\.com$/);
  const get = new GetConfigurationSetCommand({ ConfigurationSetName: 'Finehook-Mails' });
  expect((await before.ses.send(get)).SuppressionOptions).toBeUndefined();
  await before.ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
  await before.ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'notices@example.com',
      Destination: { ToAddresses: [EmailAddress] },
      Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
    }),
  );
  const [sent] = before.endpoint.outbox.list(1);
  expect(sent).toMatchObject({ configurationSet: 'Finehook-Mails', suppressed: [EmailAddress] });
  await before.close();

  const run = await startTestEndpoint({ dataDirectory });
  expect(run.endpoint.outbox.list(10)).toEqual([sent]);
  await run.ses.send(new GetSuppressedDestinationCommand({ EmailAddress }));
  await deployTo(run, { Name: 'Finehook-Mails', SuppressionOptions: { SuppressedReasons: ['COMPLAINT'] } });
  expect((await run.ses.send(get)).SuppressionOptions).toEqual({ SuppressedReasons: ['COMPLAINT'] });
  const identity = await run.ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'example.com' }));
  expect(identity).toMatchObject({
    IdentityType: 'DOMAIN',
    VerificationStatus: 'SUCCESS',
    VerifiedForSendingStatus: true,
    ConfigurationSetName: 'Finehook-Mails',
  });
  await run.close();
});
