import { sesError } from './errors.ts';

/** A mailbox: `notices@example.com`, or with a name before it. */
export interface Mailbox {
  readonly name: string | undefined;
  readonly address: string;
}

/** Reads `a@b.example`, `Name <a@b.example>` or `"Name" <a@b.example>`. @throws BadRequestException for other texts */
export function readMailbox(text: string): Mailbox {
  const [, quoted, plain, inBrackets] = /^\s*(?:"([^"]*)"|([^<>"]*))\s*<([^<>]*)>\s*$/.exec(text) ?? [];
  const address = inBrackets ?? text.trim();
  const name = (quoted ?? plain)?.trim();
  checkAddress(address);
  return { name: name === '' ? undefined : name, address };
}

function checkAddress(address: string): void {
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1) throw sesError('BadRequestException', "Missing final '@domain'");
  if (/[\s\p{Cc}]/u.test(address.slice(0, at))) {
    throw sesError('BadRequestException', 'Local address contains control or whitespace');
  }
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(address.slice(at + 1))) {
    throw sesError('BadRequestException', 'Domain contains illegal character');
  }
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Labels of a verified address are verified with it: https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html */
export function withoutLabel(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at).replace(/\+.*$/s, '')}@${domainOf(address)}`;
}
