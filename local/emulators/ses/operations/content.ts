import { inputs, isInput, textOr } from '../../iam/request.ts';
import { sesError } from '../errors.ts';
import type { Mail, NamedValue } from '../outbox.ts';

const maxHeaders = 15;
const maxHeaderNameLength = 126;
const maxHeaderValueLength = 995;

/** The service writes these itself: https://docs.aws.amazon.com/ses/latest/dg/header-fields.html */
const reservedHeaders: ReadonlySet<string> = new Set(
  'bcc cc content-disposition content-type date from message-id mime-version reply-to return-path subject to'.split(
    ' ',
  ),
);

/** Reads the content of a mail, which must be of the simple kind. */
export function readContent(given: unknown): Pick<Mail, 'subject' | 'text' | 'html' | 'headers'> {
  const content = isInput(given) ? given : {};
  const { Simple: simple } = content;
  const other = ['Raw', 'Template'].find(name => isInput(content[name]));
  if (other !== undefined)
    throw sesError('BadRequestException', `This emulator sends Simple content only, not ${other}.`);
  if (!isInput(simple))
    throw sesError('BadRequestException', 'Content must have one of Simple, Raw or Template.');
  if (inputs(simple.Attachments).length > 0) {
    throw sesError('BadRequestException', 'This emulator does not have Attachments.');
  }
  const subject = dataOf(simple.Subject);
  const body = isInput(simple.Body) ? simple.Body : {};
  const [text, html] = [dataOf(body.Text), dataOf(body.Html)];
  if (subject === null) throw sesError('BadRequestException', 'Subject is required.');
  if (text === null && html === null) throw sesError('BadRequestException', 'Body must have Text or Html.');
  return { subject, text, html, headers: headersOf(simple.Headers) };
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Content.html */
function dataOf(content: unknown): string | null {
  return isInput(content) ? textOr(content.Data, null) : null;
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html */
function headersOf(given: unknown): readonly NamedValue[] {
  const headers = inputs(given);
  if (headers.length > maxHeaders)
    throw sesError('BadRequestException', `A message has at most ${maxHeaders} headers.`);
  return headers.map(({ Name, Value }) => {
    const [name, value] = [textOr(Name, ''), textOr(Value, '')];
    const isName = /^[!-9;-~]+$/.test(name) && name.length <= maxHeaderNameLength;
    if (!isName || reservedHeaders.has(name.toLowerCase())) {
      throw sesError('BadRequestException', `Invalid header name <${name}>.`);
    }
    if (!/^[ -~]+$/.test(value) || value.length > maxHeaderValueLength) {
      throw sesError('BadRequestException', `Invalid value of header <${name}>.`);
    }
    return { name, value };
  });
}
