import type { Page, Request } from 'playwright-core';

interface Traffic {
  /** Asked for so far. */
  begun: number;
  readonly underWay: Set<Request>;
}

const traffics = new WeakMap<Page, Traffic>();

/** Counts what the page asks for from now on. */
export function watchTraffic(page: Page): void {
  const traffic: Traffic = { begun: 0, underWay: new Set() };
  traffics.set(page, traffic);
  page.on('request', request => {
    traffic.begun += 1;
    traffic.underWay.add(request);
  });
  const end = (request: Request): void => void traffic.underWay.delete(request);
  page.on('requestfinished', end);
  page.on('requestfailed', end);
}

/** What an answer changes is drawn in a frame, and what that lets the page ask for is under way in the next. */
const twoFrames = 'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))';

/**
 * Waits until the page has got and drawn all that it asks for: neither does it wait for anything, nor has it asked for more in two frames.
 * Playwright's `networkidle` is half a second each time.
 */
export async function quiet(page: Page): Promise<void> {
  const traffic = traffics.get(page);
  if (traffic === undefined) throw new Error('nobody watches what this page asks for');
  for (;;) {
    const { begun } = traffic;
    await page.evaluate(twoFrames);
    if (traffic.underWay.size === 0 && traffic.begun === begun) return;
  }
}
