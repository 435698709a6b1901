import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { focusOf, hasFocus, tabTo } from './focus.ts';

/** Does what a person without a mouse does, who has to see at each step where the focus is. */
export class KeyboardHand {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.#reach(target);
    await this.#page.keyboard.press(key);
  }

  /** Over what is in the field. */
  async type(field: Locator, text: string): Promise<void> {
    await this.#reach(field);
    await this.#page.keyboard.press('Control+A');
    await this.#page.keyboard.type(text);
  }

  /** The option of a list that begins so. */
  async choose(list: Locator, beginning: string): Promise<void> {
    await this.#reach(list);
    await this.#page.keyboard.type(beginning);
  }

  /** Closes what is open; the focus is then where it was opened from. */
  async escape(opener: Locator): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.isAt(opener);
  }

  async isAt(target: Locator): Promise<void> {
    await expect.poll(() => hasFocus(this.#page, target), { message: `focus of ${target}` }).toBe(true);
    await this.#page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  async #reach(target: Locator): Promise<void> {
    await target.waitFor();
    await expect.poll(async () => (await focusOf(this.#page)).what).not.toBe('nothing');
    const dialog = this.#page.getByRole('dialog');
    if ((await dialog.count()) > 0) await expect.poll(() => dialog.locator(':focus').count()).toBe(1);
    if (!(await hasFocus(this.#page, target))) await tabTo(this.#page, target);
  }
}
