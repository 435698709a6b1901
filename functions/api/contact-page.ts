import { escapeHtml } from '../domain/html.ts';
import { htmlPage } from './html-page.ts';
import type { Answer } from './http.ts';

export interface ContactPage {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Words on the button, which POSTs to the page's own address: programs that only look at links change nothing. */
  readonly button?: string;
}

/** A page for people who follow the link in a mail. Its address holds a token: it is told to nobody. */
export function contactPage({ status, title, text, button }: ContactPage): Answer {
  const form =
    button === undefined ? '' : `\n<form method="post"><button>${escapeHtml(button)}</button></form>`;
  const page = htmlPage(status, title, `<p>${escapeHtml(text)}</p>${form}`);
  return { ...page, headers: { ...page.headers, 'x-robots-tag': 'noindex' } };
}
