import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { nameThings, openConsole, sidewaysScroll } from './console-page.ts';

const markup = `"><img src=x onerror="window.hostile=1"><script>window.hostile=1</script>`;
/** Turns what follows around, if it is let. */
const override = '\u202egnp.exe';
const long = 'x'.repeat(5_000);
const answer = `<html>${markup}${override}${long}</html>`;

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
let receiver: Receiver;
beforeAll(async () => {
  browser = await startBrowser();
  receiver = await startReceiver((_, response) => {
    response.writeHead(400, { 'content-type': 'text/html' }).end(answer);
  });
});
afterAll(async () => {
  await browser?.close();
  await receiver?.close();
});

/** Nothing of what others wrote has become a part of the page, and the page is as wide as the window. */
async function expectOnlyText(page: Page): Promise<void> {
  expect(await page.evaluate(`[...document.querySelectorAll('img[src=x], body script')].length`)).toBe(0);
  expect(await page.evaluate('window.hostile')).toBeUndefined();
  expect(await sidewaysScroll(page)).toBe(0);
}

it.each([1280, 360])('shows what others wrote as text, wherever it stands: %i px', async width => {
  const company = uniqueName('hostile');
  const listId = uniqueName('list');
  await nameThings(finehook, company, [
    { kind: 'company', id: company, name: `Acme ${markup}` },
    { kind: 'project', id: 'website', name: `Website ${markup}` },
    { kind: 'list', id: listId, name: `List ${markup}` },
    { kind: 'person', id: 'u-eve', name: `Eve ${markup}` },
  ]);
  const name = `${company} ${markup}`;
  const { id } = await finehook.webhookTo(name, {
    url: `${receiver.url}?next=${encodeURIComponent(markup)}&long=${long.slice(0, 1_500)}`,
    filter: {
      anyOf: [{ eventTypes: ['*'], companies: [{ companyId: company, projectIds: ['website'] }] }],
    },
  });
  const title = `Task ${markup}`;
  await finehook.put({
    companyId: company,
    projectId: 'website',
    detail: {
      actorId: 'u-eve',
      previousValue: { id: 'r1', title, todoListId: 'todo' },
      currentValue: { id: 'r1', title, todoListId: listId, [markup]: `${override} ${long}` },
    },
  });
  await finehook.delivery(id, 'failed');

  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company], width });
  await page.getByText(`When anything happens in “Website ${markup.slice(0, 30)}`).waitFor();
  await expectOnlyText(page);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
  await expectOnlyText(page);

  await page.getByRole('link', { name: 'Deliveries' }).click();
  // What an event tells of is asked for when its row comes into sight.
  const row = page.getByRole('button', { name: 'Record moved' });
  await row.scrollIntoViewIfNeeded();
  await page.getByText(`Eve ${markup}`, { exact: true }).waitFor();
  await expectOnlyText(page);
  await row.click();
  const drawer = page.getByRole('dialog', { name: 'Delivery' });
  await drawer.getByText('All fields').click();
  await drawer.getByText('Data as JSON').first().click();
  await drawer.getByText(`List ${markup}`).first().waitFor();
  await drawer.getByText(title).first().waitFor();
  await drawer.getByText(`<html>${markup}\ufffdgnp.exe`).first().waitFor();
  await drawer.getByText('\\u202egnp.exe x').first().waitFor();
  expect(await drawer.getByText(override).count()).toBe(0);
  await expectOnlyText(page);

  await page.goto(`${new URL(page.url()).origin}/new`);
  await page.getByRole('button', { name: /^Send to my system/ }).click();
  await page.getByRole('button', { name: 'Record moved' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('checkbox', { name: `Website ${markup}` }).check();
  await page.getByText(`in “Website ${markup.slice(0, 30)}`).waitFor();
  await expectOnlyText(page);
  expect(misdeeds).toEqual(noMisdeeds);
});

/** What is read from right to left, by where its letters stand. */
const turned = async (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const text = texts.currentNode;
      for (const { index } of text.data.matchAll(/[a-z]{2}/gi)) {
        const [one, two] = [index, index + 1].map(at => {
          const range = new Range();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect();
        });
        if (one.top === two.top && two.left < one.left) found.push(text.data.slice(index));
      }
    }
    return found;
  })()`);

it('a mark of direction turns nothing around, wherever a name, a title or an id with one stands', async () => {
  const company = uniqueName('turning');
  const eve = `u-eve-${override}`;
  await nameThings(finehook, company, [
    { kind: 'company', id: company, name: `Acme ${override}` },
    { kind: 'project', id: 'website', name: `Website ${override}` },
    { kind: 'list', id: 'done', name: `Done ${override}` },
  ]);
  const companies = [{ companyId: company, projectIds: ['website'] }];
  const conditions = { all: [{ field: 'todoListId', op: 'became', value: 'done' }] };
  const filter = { anyOf: [{ eventTypes: ['*'], companies, conditions }] };
  const { id } = await finehook.webhookTo(company, { filter });
  const title = `Task ${override}`;
  await finehook.put({
    companyId: company,
    projectId: 'website',
    detail: {
      actorId: eve,
      previousValue: { id: 'r1', title, todoListId: 'todo' },
      currentValue: { id: 'r1', title, todoListId: 'done' },
    },
  });
  const delivery = await finehook.delivery(id, 'delivered');
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company] });
  const goesForward = async (path: string, shows: string) => {
    await page.goto(new URL(path, page.url()).href);
    await page.getByText(shows).first().waitFor();
    expect(await turned(page), path).toEqual([]);
  };
  await goesForward('/', 'in “Website gnp.exe” of “Acme gnp.exe”');
  await goesForward(`/webhooks/${id}/deliveries?delivery=${delivery.id}`, 'Done gnp.exe');
  await goesForward(`/webhooks/${id}/edit?step=where`, 'Website gnp.exe');
  await goesForward('/grants', 'Who may listen to Acme gnp.exe');
  await page.getByRole('button', { name: 'Grant to another company' }).click();
  await page.getByText('every event of Acme gnp.exe. It works within seconds').waitFor();
  expect(await turned(page)).toEqual([]);
  expect(misdeeds).toEqual(noMisdeeds);
});
