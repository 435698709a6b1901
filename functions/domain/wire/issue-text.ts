import type { FaultText } from '../errors.ts';
import { type FaultCode, isFaultCode } from '../fault-codes.ts';

/** A schema's issue has one text only, so code and limit stand before the detail, each on a line. */
export function issueText({ code, detail, limit }: FaultText): string {
  return `${code}\n${limit ?? ''}\n${detail}`;
}

/** What a check of a schema says when it fails. */
export function says(code: FaultCode, detail: string, limit?: number): { readonly error: string } {
  return { error: issueText(limit === undefined ? { code, detail } : { code, detail, limit }) };
}

/** What `issueText` wrote; `undefined` for any other text. */
export function readIssueText(text: string): FaultText | undefined {
  const [code = '', limit, ...lines] = text.split('\n');
  if (limit === undefined || !isFaultCode(code)) return undefined;
  const detail = lines.join('\n');
  return limit === '' ? { code, detail } : { code, detail, limit: Number(limit) };
}
