import { createHash } from 'node:crypto';
import { isInput } from '../json-input.ts';
import { sqsError } from './errors.ts';
import { hasIllegalCharacter } from './illegal-characters.ts';

/** One attribute; a binary value is base64, as on the wire. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** The attributes of a message by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

const maxAttributes = 10;
const namePattern = /^(?!(?:aws|amazon)\.)(?!.*\.\.)[A-Za-z0-9_-](?:[A-Za-z0-9_.-]{0,254}[A-Za-z0-9_-])?$/i;
const typePattern = /^(?:String|Number|Binary)(?:\.[\s\S]+)?$/;

/** Whether a value has the form of message attributes. */
export function isMessageAttributes(value: unknown): value is MessageAttributes {
  return (
    isInput(value) &&
    Object.values(value).every(
      item =>
        isInput(item) &&
        typeof item.DataType === 'string' &&
        ['string', 'undefined'].includes(typeof item.StringValue) &&
        ['string', 'undefined'].includes(typeof item.BinaryValue),
    )
  );
}

/**
 * The attributes of a request, checked:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function messageAttributes(value: unknown): MessageAttributes | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isInput(value)) throw refused('The message attributes must be a map.');
  const names = Object.keys(value);
  if (names.length === 0) return undefined;
  if (names.length > maxAttributes) {
    throw refused(
      `Number of message attributes [${names.length}] exceeds the allowed maximum [${maxAttributes}].`,
    );
  }
  return Object.fromEntries(names.map(name => [name, messageAttribute(name, value[name])]));
}

function messageAttribute(name: string, value: unknown): MessageAttribute {
  if (!namePattern.test(name)) {
    throw refused(
      `The message attribute name '${name}' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters.`,
    );
  }
  const attribute: Readonly<Record<string, unknown>> = isInput(value) ? value : {};
  const { DataType: type, StringValue: string, BinaryValue: binary } = attribute;
  if (typeof type !== 'string' || type === '') {
    throw refused(`The message attribute '${name}' must contain non-empty message attribute type.`);
  }
  if (!typePattern.test(type) || type.length > 256) {
    throw refused(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const content = type.startsWith('Binary') ? binary : string;
  if (typeof content !== 'string' || content === '') {
    throw refused(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  }
  if (type.startsWith('Number') && !Number.isFinite(Number(content))) {
    throw refused(`Can't cast the value of message attribute '${name}' to a number.`);
  }
  if (type.startsWith('Binary')) return { DataType: type, BinaryValue: content };
  if (hasIllegalCharacter(content)) {
    throw sqsError('InvalidMessageContents', `Invalid characters found in message attribute '${name}'.`);
  }
  return { DataType: type, StringValue: content };
}

function refused(message: string): Error {
  return sqsError('InvalidParameterValue', message);
}

const bytesOf = (attribute: MessageAttribute): Buffer =>
  attribute.BinaryValue === undefined
    ? Buffer.from(attribute.StringValue ?? '')
    : Buffer.from(attribute.BinaryValue, 'base64');

/** How many bytes the attributes add to a message's size: names, types and values. */
export function attributesSize(attributes: MessageAttributes | undefined): number {
  let size = 0;
  for (const [name, attribute] of Object.entries(attributes ?? {})) {
    size += Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + bytesOf(attribute).length;
  }
  return size;
}

/**
 * The digest that SDK clients compare:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function attributesMd5(attributes: MessageAttributes): string {
  const hash = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of Object.keys(attributes).sort()) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    hash.update(Buffer.from([attribute.BinaryValue === undefined ? 1 : 2]));
    add(bytesOf(attribute));
  }
  return hash.digest('hex');
}

/** The attributes that a receive asks for by `All`, `.*`, a name, or a prefix such as `order.*`. */
export function selectAttributes(
  attributes: MessageAttributes | undefined,
  wanted: readonly string[],
): MessageAttributes | undefined {
  if (attributes === undefined || wanted.length === 0) return undefined;
  if (wanted.includes('All') || wanted.includes('.*')) return attributes;
  const chosen = Object.entries(attributes).filter(([name]) =>
    wanted.some(it => (it.endsWith('.*') ? name.startsWith(it.slice(0, -2)) : name === it)),
  );
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
}
