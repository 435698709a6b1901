import type { Locator, Page } from 'playwright-core';
import type { Finehook } from '../../support/finehook.ts';
import type { KeyboardHand } from './keyboard-hand.ts';

/** What a flow has before it. */
export interface Scene {
  readonly page: Page;
  readonly hand: KeyboardHand;
  readonly finehook: Finehook;
  /** It has a webhook of its name, which listens to moves. */
  readonly company: string;
  readonly webhookId: string;
  readonly dialog: Locator;
  readonly heading: Locator;
  button(name: string): Locator;
}

export interface Flow {
  readonly does: string;
  /** Where it begins; a path without a slash is of the webhook’s page. */
  readonly path: string;
  /** With which the receiver answers. @default 200 */
  readonly status?: number;
  act(scene: Scene): Promise<void>;
}

/** What only the mouse has done in the other tests. What has the focus in the end is said each time. */
export const flows: readonly Flow[] = [
  {
    does: 'changes what a webhook listens to',
    path: '',
    async act({ page, hand, heading, company, button }) {
      await hand.press(page.getByRole('link', { name: 'Edit' }));
      await hand.isAt(heading.filter({ hasText: 'Change' }));
      await hand.press(button('Record moved'), 'Space');
      await hand.press(button('Record created'), 'Space');
      await hand.press(button('Save'));
      await page.getByText(`When a record is created in any project of “${company}”`).waitFor();
      await hand.isAt(heading);
    },
  },
  {
    does: 'sends a test',
    path: '',
    async act({ hand, dialog, button }) {
      await hand.press(button('Send test'));
      await hand.choose(dialog.getByLabel('Which event?'), 'Comment added');
      await hand.press(button('Send'));
      await dialog.getByText('Status 200').waitFor();
      await hand.escape(button('Send test'));
    },
  },
  {
    does: 'pauses a webhook, and turns it on',
    path: '',
    async act({ hand, dialog, button }) {
      await hand.press(button('Pause'));
      await hand.press(dialog.getByRole('radio', { name: /^Keep them on hold/ }), 'Space');
      await hand.press(dialog.getByRole('button', { name: 'Pause' }));
      await hand.isAt(button('Turn on'));
      await hand.press(button('Turn on'));
      await hand.press(button('Check and turn on'));
      await hand.isAt(button('Pause'));
    },
  },
  {
    does: 'pauses one whose receiver does not answer: the button for it is gone then',
    path: '',
    status: 503,
    async act({ page, hand, finehook, company, heading, dialog, button }) {
      await finehook.put({ companyId: company });
      await page.getByText('The receiver does not answer').waitFor();
      await hand.press(button('Pause'));
      await hand.press(dialog.getByRole('button', { name: 'Pause' }));
      await page.getByText('Nothing is sent until somebody turns it on.').waitFor();
      await hand.isAt(heading);
    },
  },
  {
    does: 'changes the secret',
    path: 'secrets',
    async act({ hand, dialog, button }) {
      await hand.press(button('Change the secret'));
      await hand.type(dialog.getByLabel('Hours that the old secret stays valid'), '48');
      await hand.press(dialog.getByRole('button', { name: 'Change the secret' }));
      await dialog.getByText('The new secret signs from now on').waitFor();
      await hand.press(button('Close'));
      await hand.isAt(button('Change the secret'));
    },
  },
  {
    does: 'makes a key, and revokes it',
    path: '/keys',
    async act({ page, hand, dialog, heading, button }) {
      await hand.press(button('New key'));
      await hand.type(dialog.getByLabel('Name'), 'CI');
      await hand.choose(dialog.getByLabel('Role'), 'Manager');
      await hand.press(button('Make the key'));
      await page.getByText('The new key “CI”').waitFor();
      await hand.press(button('I have kept it'));
      await hand.isAt(heading);
      await page.getByText(/· Manager ·/).waitFor();
      await hand.press(button('Revoke the key “CI”'));
      await hand.press(button('Revoke the key'));
      await page.getByText('No API keys yet').waitFor();
      await hand.isAt(heading);
    },
  },
  {
    does: 'gives a grant, and takes it back',
    path: '/grants',
    async act({ page, hand, company, heading, button }) {
      await hand.press(button('Grant to another company'));
      await hand.type(page.getByLabel('Id of the other company'), `${company}-friend`);
      await hand.press(button('Grant'));
      await hand.isAt(button('Grant to another company'));
      await hand.press(button(`Take back from ${company}-friend`));
      await hand.press(button('Take it back'));
      await page.getByText('Nobody else listens to these events.').waitFor();
      await hand.isAt(heading);
    },
  },
  {
    does: 'enters an address for notices, and deletes it',
    path: '/contacts',
    async act({ page, hand, company, dialog, heading, button }) {
      await hand.type(page.getByLabel('E-mail address'), `${company}@example.com`);
      await hand.press(button('Add'));
      await hand.press(button(`Delete ${company}@example.com`));
      await hand.press(dialog.getByRole('button', { name: 'Delete' }));
      await page.getByText('Nobody is told yet.').waitFor();
      await hand.isAt(heading);
    },
  },
  {
    does: 'sends what was missed',
    path: 'deliveries',
    status: 400,
    async act({ page, hand, finehook, company, webhookId, dialog, button }) {
      await finehook.put({ companyId: company });
      await finehook.delivery(webhookId, 'failed');
      await page.getByText('Not delivered', { exact: true }).last().waitFor();
      await hand.press(button('Send missed'));
      await hand.press(dialog.getByRole('checkbox', { name: /^On hold/ }), 'Space');
      await hand.press(dialog.getByRole('button', { name: 'Send missed' }));
      await dialog.getByText(/^(Sending what was missed|Done)$/).waitFor();
      await finehook.receives(company, 2);
      await hand.escape(button('Send missed'));
    },
  },
  {
    does: 'narrows the log, and opens and closes a delivery of it',
    path: 'deliveries',
    async act({ page, hand, finehook, company, webhookId, dialog, button }) {
      await finehook.put({ companyId: company, detail: { recordId: 'r1' } });
      await finehook.delivery(webhookId, 'delivered');
      const row = button('Record moved');
      await row.waitFor();
      await hand.choose(page.getByLabel('Status'), 'Not');
      await hand.press(button('Show all'));
      await hand.isAt(page.getByRole('heading', { name: 'Deliveries' }));
      await hand.type(page.getByLabel('Record ID'), 'r1');
      // It is another list from the moment when it stands in the address.
      await page.waitForURL(/=r1\b/);
      await hand.press(row);
      await dialog.getByText('attempt 1 of 5').first().waitFor();
      await hand.escape(row);
    },
  },
];
