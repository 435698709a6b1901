import { ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

it('createGrant, listGrants, getGrant, deleteGrant: another company’s events come as long as it grants them', async () => {
  const [acme, globex] = [uniqueName('acme'), uniqueName('globex')];
  const filter = {
    anyOf: [
      {
        eventTypes: ['TODO_MOVED'],
        companies: [acme, globex].map(companyId => ({ companyId, projectIds: '*' })),
      },
    ],
  };
  const url = `${finehook.runtime.receiverUrl}/in/${acme}`;
  const refused = await finehook.api('POST', '/v1/webhooks', { name: acme, url, filter });
  expect([refused.status, refused.body.type]).toEqual([403, 'https://finehook.dev/problems/grant-missing']);

  const grant = await finehook.grant(globex, acme);
  expect((await finehook.api('GET', `/v1/grants/${grant.id}`)).body).toEqual(grant);
  const listed = await until(
    () => finehook.api('GET', `/v1/grants?companyId=${acme}&direction=received`),
    ({ body }) => body.items.length === 1,
    'the grant in the list',
  );
  expect(listed.body.items).toEqual([grant]);
  const { id } = await finehook.webhookTo(acme, { filter });
  const isListeningTo = (missing: string[]) =>
    until(
      () => finehook.api('GET', `/v1/webhooks/${id}`),
      ({ body }) => body.rule === 'live' && JSON.stringify(body.noAccessTo) === JSON.stringify(missing),
      `no access to ${missing.join()}`,
      60_000,
    );
  const put = (title: string) =>
    finehook.put(
      ...[globex, acme].map(companyId => ({
        companyId,
        type: 'TODO_MOVED',
        detail: { currentValue: { title } },
      })),
    );
  const titles = async () =>
    (await finehook.received(acme)).map(({ body }) => {
      const { data } = JSON.parse(body);
      return `${data.companyId === acme ? 'acme' : 'globex'} ${data.currentValue.title}`;
    });

  await put('granted');
  await finehook.receives(acme, 2);
  expect((await finehook.api('DELETE', `/v1/grants/${grant.id}`)).status).toBe(204);
  await isListeningTo([globex]);
  await put('withdrawn');
  await finehook.receives(acme, 3);
  await finehook.grant(globex, acme);
  await isListeningTo([]);
  await put('granted again');
  await finehook.receives(acme, 5);
  expect((await titles()).sort()).toEqual([
    'acme granted',
    'acme granted again',
    'acme withdrawn',
    'globex granted',
    'globex granted again',
  ]);
});

it('the rule-reconciler’s schedule finds what nobody heard of', async () => {
  const [acme, globex] = [uniqueName('acme'), uniqueName('globex')];
  await finehook.grant(globex, acme);
  const companies = [acme, globex].map(companyId => ({ companyId, projectIds: '*' }));
  const { id } = await finehook.webhookTo(acme, { filter: { anyOf: [{ eventTypes: ['*'], companies }] } });
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  await finehook.dynamodb.send(
    new UpdateItemCommand({
      TableName: TableNames.find(name => name.includes('WebhooksTable')),
      Key: { pk: { S: `WEBHOOK#${id}` }, sk: { S: 'WEBHOOK' } },
      UpdateExpression: 'SET noAccessTo = :missing',
      ExpressionAttributeValues: { ':missing': { S: JSON.stringify([globex]) } },
    }),
  );
  const noAccessTo = async () => (await finehook.api('GET', `/v1/webhooks/${id}`)).body.noAccessTo;
  expect(await noAccessTo()).toEqual([globex]);
  expect(await finehook.invoke('RuleReconciler')).toMatchObject({ skipped: 0 });
  expect(await noAccessTo()).toEqual([]);
});
