import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../../support/finehook.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { nameThings, openConsole, sidewaysScroll } from './console-page.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

const markup = '<b onclick=x>Ada & Ben</b>';
const escaped = '&lt;b onclick=x&gt;Ada &amp; Ben&lt;/b&gt;';

/** What is read in a picture of a message, line by line. */
async function linesOf(message: Locator): Promise<string[]> {
  return (await message.innerText()).split('\n').filter(line => line !== '');
}

const slackOf = (text: string, section: string) => ({
  text,
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: section, verbatim: true } }],
  unfurl_links: false,
  unfurl_media: false,
});

it.each([1280, 360])(
  'shows the message before a webhook exists, in the form that was chosen: %i px',
  async width => {
    const company = uniqueName('message');
    await nameThings(finehook, company, [
      { kind: 'project', id: 'website', name: `Website ${markup}` },
      { kind: 'person', id: 'u-eve', name: 'Eve' },
    ]);
    const visit = { companies: [company], width };
    const { page, misdeeds } = await openConsole(browser, finehook, visit);
    await page.getByRole('link', { name: 'New webhook' }).click();
    await page.getByRole('button', { name: /^Post to a chat/ }).click();
    await page.getByRole('button', { name: 'Record completed or reopened' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('checkbox', { name: `Website ${markup}` }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Address (URL)').fill(`${finehook.runtime.receiverUrl}/in/${company}`);
    const message = page.getByRole('figure', { name: 'The message as it looks' });
    const send = page.getByRole('button', { name: 'Send test' });

    await send.click();
    await page.getByText('Status 200').waitFor();
    await page.getByRole('region', { name: 'Body' }).getByText('"TODO_DONE_STATUS_UPDATED"').waitFor();
    expect(await message.count()).toBe(0);

    await page.getByLabel('Form of the message').selectOption('Slack');
    expect(await page.getByText('Status 200').count()).toBe(0);
    await send.click();
    await message.waitFor();
    expect(await linesOf(message)).toEqual([
      'The message as it looks',
      'Slack',
      'Test: A record was completed: Publish the pricing page',
      'Done: no → yes',
      'List: Doing',
      `Project: Website ${markup}`,
      'By: Ada Lee',
    ]);
    await page.getByText('It tells of an example: none of this has happened.').waitFor();
    const [, example] = await finehook.receives(company, 2);
    expect(JSON.parse(example?.body ?? '')).toEqual(
      slackOf(
        'Test: A record was completed: Publish the pricing page',
        `*Test: A record was completed:* Publish the pricing page\n*Done:* no → yes\n*List:* Doing\n*Project:* Website ${escaped}\n*By:* Ada Lee`,
      ),
    );
    expect([example?.headers['webhook-signature'], example?.headers['webhook-test']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await sidewaysScroll(page)).toBe(0);

    const currentValue = { id: 'r1', title: `Call ${markup}`, done: true };
    await finehook.put({
      type: 'TODO_DONE_STATUS_UPDATED',
      companyId: company,
      projectId: 'website',
      detail: { actorId: 'u-eve', previousValue: { ...currentValue, done: false }, currentValue },
    });
    await until(
      async () => (await finehook.api('GET', `/v1/recent-events?companyId=${company}`)).body.items,
      items => items.length === 1,
      'a recent event',
    );
    await page.reload();
    await page.getByText('Fits 1 of 1 recent event').waitFor();
    await page.getByLabel('Form of the message').selectOption('Slack');
    await send.click();
    await page.getByText('It tells of a recent event that fits.').waitFor();
    expect(await linesOf(message)).toEqual([
      'The message as it looks',
      'Slack',
      `Test: A record was completed: Call ${markup}`,
      `Project: Website ${markup}`,
      'By: Eve',
    ]);
    const [, , real] = await finehook.receives(company, 3);
    expect(JSON.parse(real?.body ?? '')).toEqual(
      slackOf(
        `Test: A record was completed: Call ${escaped}`,
        `*Test: A record was completed:* Call ${escaped}\n*Project:* Website ${escaped}\n*By:* Eve`,
      ),
    );
    expect(await sidewaysScroll(page)).toBe(0);
    expect(misdeeds).toEqual(noMisdeeds);
  },
);

it('shows what a delivery sends, and copies it as a command in the form of its webhook', async () => {
  const company = uniqueName('request');
  const { id } = await finehook.webhookTo(company, {
    format: 'discord',
    headers: { 'x-tenant': 'hush-hush' },
  });
  await finehook.put({ companyId: company, detail: { currentValue: { title: `Call ${markup}` } } });
  const delivery = await finehook.delivery(id, 'delivered');
  const path = `/webhooks/${id}/deliveries?delivery=${delivery.id}`;
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company] }, path);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const drawer = page.getByRole('dialog', { name: 'Delivery' });
  await drawer.getByText('Request, Attempt 1 of 5').click();
  await drawer.getByText('As the webhook is set up now.').waitFor();
  const message = drawer.getByRole('figure', { name: 'The message as it looks' });
  expect(await linesOf(message)).toEqual([
    'The message as it looks',
    'Discord',
    `A record was moved: Call ${markup}`,
    'Project: p1',
  ]);
  await drawer.getByText('Headers').first().click();
  const headers = drawer.getByRole('region', { name: 'Headers' });
  await headers.getByText(`webhook-id: ${delivery.id}`).waitFor();
  await headers.getByText('x-tenant: (not shown)').waitFor();
  const [call] = await finehook.receives(company, 1);
  await drawer.getByRole('button', { name: 'Copy as curl' }).click();
  await drawer.getByRole('button', { name: 'Copied' }).waitFor();
  const command = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(command.split(' \\\n  ')).toEqual(
    expect.arrayContaining([
      "--header 'x-tenant: <x-tenant>'",
      "--header 'webhook-signature: <webhook-signature>'",
      `--data-raw '${call?.body}'`,
    ]),
  );

  await finehook.api('PATCH', `/v1/webhooks/${id}`, { format: 'standard' });
  await page.reload();
  await drawer.getByText('Request, Attempt 1 of 5').click();
  await drawer.getByRole('region', { name: /^Body/ }).getByText('"TODO_MOVED"').waitFor();
  expect(await message.count()).toBe(0);
  expect(misdeeds).toEqual(noMisdeeds);
});
