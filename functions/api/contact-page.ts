import { createHash } from 'node:crypto';
import { escapeHtml } from '../domain/html.ts';
import type { Answer } from './http.ts';

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}';

/** Nothing but this style, and a form that goes to this server. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface ContactPage {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Words on the button, which POSTs to the page's own address: programs that only look at links change nothing. */
  readonly button?: string;
}

/** A page for people who follow the link in a mail. Its address holds a token: it is told to nobody. */
export function contactPage({ status, title, text, button }: ContactPage): Answer {
  return {
    status,
    headers: {
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
    page: [
      '<!doctype html>',
      `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head>`,
      `<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`,
      button === undefined ? '' : `<form method="post"><button>${escapeHtml(button)}</button></form>`,
      '</body></html>',
    ].join('\n'),
  };
}
