import type { Locator } from 'playwright-core';

/** Does what a person does, and counts it. There is no way to type. */
export class Hand {
  clicks = 0;
  pastes = 0;

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  /** Clicks into the field first, as one has to. */
  async paste(field: Locator, text: string): Promise<void> {
    const page = field.page();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.click(field);
    this.pastes += 1;
    await page.keyboard.press('Control+V');
  }
}
