import { escapeHtml } from '../html.ts';
import type { Mail } from '../mail.ts';

/** A line of a mail: a sentence, or a thing with what it is. */
export type MailLine = string | { readonly label: string; readonly value: string };

export interface MailContent {
  readonly to: string;
  readonly subject: string;
  readonly lines: readonly MailLine[];
  /** What the reader may follow, with the words that say so. */
  readonly link?: { readonly label: string; readonly url: string };
  /** Why this mail comes. */
  readonly footer: string;
  /** Where nobody wants such mails any more. */
  readonly unsubscribeUrl?: string;
}

/** Line ends and other control characters end a subject or a line where nobody wants it: ids and names are others' texts. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}

function textOf({ lines, link, footer, unsubscribeUrl }: MailContent): string {
  const written = lines.map(line =>
    typeof line === 'string' ? oneLine(line) : `${line.label}: ${oneLine(line.value)}`,
  );
  return [
    ...written,
    ...(link === undefined ? [] : ['', `${link.label}: ${link.url}`]),
    '',
    '--',
    oneLine(footer),
    ...(unsubscribeUrl === undefined ? [] : [`Unsubscribe: ${unsubscribeUrl}`]),
    '',
  ].join('\n');
}

function htmlOf({ subject, lines, link, footer, unsubscribeUrl }: MailContent): string {
  const paragraphs = lines.map(line =>
    typeof line === 'string'
      ? `<p>${escapeHtml(line)}</p>`
      : `<p><b>${escapeHtml(line.label)}:</b> ${escapeHtml(line.value)}</p>`,
  );
  const anchor = (url: string, label: string) => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body>`,
    ...paragraphs,
    ...(link === undefined ? [] : [`<p>${anchor(link.url, link.label)}</p>`]),
    `<hr><p><small>${escapeHtml(footer)}`,
    ...(unsubscribeUrl === undefined ? [] : [anchor(unsubscribeUrl, 'Unsubscribe')]),
    '</small></p></body></html>',
  ].join('\n');
}

/**
 * One content, as plain text and as HTML. With a way to unsubscribe, mail programs show a button for it, which POSTs:
 * https://www.rfc-editor.org/rfc/rfc8058
 */
export function mailOf(content: MailContent): Mail {
  const { to, subject, unsubscribeUrl } = content;
  return {
    to,
    subject: oneLine(subject),
    text: textOf(content),
    html: htmlOf(content),
    headers:
      unsubscribeUrl === undefined
        ? {}
        : {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
  };
}
