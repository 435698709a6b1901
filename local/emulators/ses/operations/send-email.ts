import { type Input, inputs, isInput, textOr } from '../../iam/request.ts';
import { readMailbox } from '../address.ts';
import { sesError } from '../errors.ts';
import type { NamedValue } from '../outbox.ts';
import type { State } from '../state.ts';
import { existingSet } from './configuration-sets.ts';
import { readContent } from './content.ts';
import type { Operation } from './operation.ts';

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const maxRecipients = 50;

const refused = ['EndpointId', 'FromEmailAddressIdentityArn', 'ListManagementOptions', 'TenantName'];

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export const sendEmail: Operation = ({ state, outbox, region, now, newId }, input) => {
  const unknown = refused.find(name => input[name] !== undefined && input[name] !== null);
  if (unknown !== undefined) throw sesError('BadRequestException', `This emulator does not have ${unknown}.`);
  const from = textOr(input.FromEmailAddress, '');
  const sender = readMailbox(from).address;
  const { to, cc, bcc } = recipientsOf(input.Destination);
  const replyTo = mailboxes(input.ReplyToAddresses);
  const content = readContent(input.Content);
  const identity = state.identityFor(sender);
  if (identity === undefined) {
    throw sesError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${from}`,
    );
  }
  const setName = input.ConfigurationSetName ?? identity.configurationSet;
  const set = setName === undefined ? undefined : existingSet(state, setName);

  const addresses = [...to, ...cc, ...bcc].map(it => readMailbox(it).address);
  const nowMs = now();
  const messageId = `01000${nowMs.toString(16)}-${newId()}-000000`;
  outbox.add({
    messageId,
    at: new Date(nowMs).toISOString(),
    from,
    replyTo,
    to,
    cc,
    bcc,
    ...content,
    tags: tagsOf(input.EmailTags),
    configurationSet: set?.name ?? null,
    delivered: addresses.filter(address => !state.suppresses(address, set)),
    suppressed: addresses.filter(address => state.suppresses(address, set)),
  });
  return { MessageId: messageId };
};

/** The name of the identity that a mail is sent as, for those who check rights: the address itself when there is none. */
export function sendingIdentity(state: State, from: unknown): string {
  const text = textOr(from, '');
  const address = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  return state.identityFor(address)?.name ?? address;
}

function recipientsOf(destination: unknown) {
  const given = isInput(destination) ? destination : {};
  const to = mailboxes(given.ToAddresses);
  const cc = mailboxes(given.CcAddresses);
  const bcc = mailboxes(given.BccAddresses);
  const count = to.length + cc.length + bcc.length;
  if (count === 0) throw sesError('BadRequestException', 'Destination must have at least one recipient.');
  if (count > maxRecipients)
    throw sesError('BadRequestException', `Recipient count exceeds ${maxRecipients}.`);
  return { to, cc, bcc };
}

function mailboxes(given: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  return list.map(item => {
    const text = textOr(item, '');
    readMailbox(text);
    return text;
  });
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html */
function tagsOf(given: unknown): readonly NamedValue[] {
  return inputs(given).map(({ Name, Value }: Input) => {
    const [name, value] = [textOr(Name, ''), textOr(Value, '')];
    if (![name, value].every(text => /^[\w.@-]{1,256}$/.test(text))) {
      throw sesError('BadRequestException', `Invalid tag <${name}>: <${value}>.`);
    }
    return { name, value };
  });
}
