import type { Locator, Page } from 'playwright-core';

interface Focus {
  /** The element's tag and name: for who reads a failure. */
  readonly what: string;
  readonly isVisible: boolean;
}

/** What has the focus, and whether one sees that it has. */
export async function focusOf(page: Page): Promise<Focus> {
  return page.evaluate<Focus>(`(() => {
    const one = document.activeElement;
    // What can be pressed all over has its ring there.
    const hasRing = [undefined, '::after'].some(part => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one, part);
      return outlineStyle !== 'none' && outlineWidth !== '0px';
    });
    // The part of it that opens a calendar has a ring of the browser’s own, which no style tells of.
    const isOfBrowser = one.type === 'datetime-local';
    return {
      what: one === document.body ? 'nothing' : one.tagName + ' ' + (one.ariaLabel ?? one.textContent).slice(0, 60),
      isVisible: one !== document.body && (hasRing || isOfBrowser),
    };
  })()`);
}

/** What has the focus after each of so many presses; “nothing” where the browser's own controls have it. */
export async function stops(page: Page, key: 'Tab' | 'Shift+Tab', count: number): Promise<string[]> {
  const passed: string[] = [];
  while (passed.length < count) {
    await page.keyboard.press(key);
    passed.push((await focusOf(page)).what);
  }
  return passed;
}

/** More than any page has. */
const mostStops = 200;

/** Goes by Tab, or back by Shift+Tab, until the target has the focus. @throws Error when it never has, or the focus cannot be seen on the way */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const stops: string[] = [];
  while (stops.length < mostStops) {
    await page.keyboard.press(key);
    const { what, isVisible } = await focusOf(page);
    // After the last stop of the page come those of the browser itself.
    const isRoundTheEnd = what === 'nothing' && !stops.includes(what);
    stops.push(what);
    if (!isVisible && !isRoundTheEnd) throw new Error(`the focus cannot be seen: ${stops.join(' → ')}`);
    if (await hasFocus(page, target)) return;
  }
  throw new Error(`${key} does not lead to ${target}: ${stops.join(' → ')}`);
}

export async function hasFocus(page: Page, target: Locator): Promise<boolean> {
  return (await target.and(page.locator(':focus')).count()) === 1;
}
