import { s3Error } from './errors.ts';
import { element, elementsIn, escaped, textIn, xmlDeclaration } from './xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
const maxTags = 10;
const maxKeyLength = 128;
const maxValueLength = 256;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export type Tags = Readonly<Record<string, string>>;

function checked(pairs: readonly (readonly [key: string, value: string])[]): Tags {
  if (pairs.length > maxTags) throw s3Error('InvalidTag', {}, 'Object tags cannot be greater than 10');
  const tags: Record<string, string> = {};
  for (const [key, value] of pairs) {
    const isKey = key.length >= 1 && key.length <= maxKeyLength && allowed.test(key);
    if (!isKey) throw s3Error('InvalidTag', {}, 'The TagKey you have provided is invalid');
    if (value.length > maxValueLength || !allowed.test(value)) throw s3Error('InvalidTag');
    if (Object.hasOwn(tags, key)) {
      throw s3Error('InvalidTag', {}, 'Cannot provide multiple Tags with the same key');
    }
    tags[key] = value;
  }
  return tags;
}

/** Tags of the header `x-amz-tagging`, written like a query string. */
export function tagsOfHeader(header: string | undefined): Tags {
  return checked([...new URLSearchParams(header ?? '')]);
}

/** Tags of PutObjectTagging's body. */
export function tagsOfXml(xml: string): Tags {
  const [set] = elementsIn(xml, 'TagSet');
  if (set === undefined) throw s3Error('MalformedXML');
  return checked(
    elementsIn(set, 'Tag').map(tag => {
      const key = textIn(tag, 'Key');
      const value = textIn(tag, 'Value');
      if (key === undefined || value === undefined) throw s3Error('MalformedXML');
      return [key, value] as const;
    }),
  );
}

export function taggingXml(tags: Tags): string {
  const set = Object.entries(tags).map(([key, value]) =>
    element('Tag', element('Key', escaped(key)) + element('Value', escaped(value))),
  );
  return `${xmlDeclaration}${element('Tagging', element('TagSet', set.join('')))}`;
}
