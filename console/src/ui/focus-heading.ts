/** Gives the page's heading the focus, as on a page that is loaded: for when what had it is gone. */
export function focusHeading(): void {
  document.querySelector('h1')?.focus({ preventScroll: true });
}
