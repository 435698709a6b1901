import type { DirectoryEntry, DirectoryKey, DirectoryKind } from '../directory.ts';
import { jsonMember } from '../json-member.ts';
import { isChatFormat, type PayloadFormat } from '../webhook.ts';
import { maxIdLength } from '../wire/text-schemas.ts';
import type { PayloadInput } from './payload-format.ts';
import { payloadFormats } from './payload-formats.ts';

/** More than a message shows. */
const maxIds = 100;

/** Others are in no directory. */
function isPossible(id: string): boolean {
  return id !== '' && id.length <= maxIdLength && id.isWellFormed();
}

/**
 * The ids that a message of an event would show to people, all of the event's company: found by making the message, so that
 * nothing is looked up that is not shown. Empty for formats that programs read.
 */
export function idsShown(format: PayloadFormat, input: Omit<PayloadInput, 'names'>): DirectoryKey[] {
  if (!isChatFormat(format)) return [];
  const companyId: unknown = JSON.parse(jsonMember(input.event.detailText, 'companyId') ?? 'null');
  if (typeof companyId !== 'string' || !isPossible(companyId)) return [];
  const keys = new Map<string, DirectoryKey>();
  const names = (kind: DirectoryKind, id: string): undefined => {
    if (isPossible(id) && keys.size < maxIds) keys.set(`${kind}#${id}`, { companyId, kind, id });
  };
  payloadFormats[format]({ ...input, names });
  return [...keys.values()];
}

/** What a message asks for names, when these were found for it. */
export function namesFrom(entries: readonly DirectoryEntry[]): NonNullable<PayloadInput['names']> {
  const names = new Map(entries.map(({ kind, id, name }) => [`${kind}#${id}`, name]));
  return (kind, id) => names.get(`${kind}#${id}`);
}
