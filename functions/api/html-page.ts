import { createHash } from 'node:crypto';
import { escapeHtml } from '../domain/html.ts';
import type { Answer } from './http.ts';

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}pre{overflow:auto}';

/** Nothing but this style, and a form that goes to this server. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * A page that loads nothing.
 * @param body HTML, with everything in it escaped
 */
export function htmlPage(status: number, title: string, body: string): Answer {
  return {
    status,
    headers: { 'content-security-policy': policy },
    page: [
      '<!doctype html>',
      `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head>`,
      `<body><h1>${escapeHtml(title)}</h1>${body}`,
      '</body></html>',
    ].join('\n'),
  };
}
