import type { Fault } from '../errors.ts';
import { jsonPointer } from '../json-pointer.ts';
import { maxEventTypeBytes } from '../wire/event-type-schema.ts';
import { maxFaults } from '../wire/explain-issues.ts';
import {
  DocumentFault,
  isObject,
  type JsonObject,
  memberOf,
  OpenApiDocument,
  type Place,
  textOf,
} from './openapi-document.ts';
import { wholeSchema } from './whole-schema.ts';

/** Of a webhook that no tag groups. */
const otherGroup = 'Other';

/** An event type as a document has it; texts are taken for English. Not checked yet. */
export interface WebhookInDocument {
  /** Of the webhook in the document, for faults. */
  readonly pointer: string;
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly description: string;
  readonly schema: JsonObject;
  readonly example?: JsonObject;
  readonly deprecated: boolean;
}

/**
 * The webhooks of an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1#oas-webhooks), and what is wrong with others. After
 * as many faults as are told it reads no further: each webhook may refer to the same megabyte.
 */
export function readOpenApiWebhooks(root: JsonObject): { webhooks: WebhookInDocument[]; faults: Fault[] } {
  const document = new OpenApiDocument(root);
  const webhooks: WebhookInDocument[] = [];
  const faults: Fault[] = [];
  for (const name of Object.keys(isObject(root.webhooks) ? root.webhooks : {})) {
    if (faults.length === maxFaults) break;
    const path = ['webhooks', name];
    try {
      webhooks.push(readWebhook(document, name, document.at(`#${jsonPointer(path)}`, path)));
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      faults.push(error.fault);
    }
  }
  return { webhooks, faults };
}

function readWebhook(document: OpenApiDocument, name: string, place: Place): WebhookInDocument {
  const item = document.behind(place);
  const operation = document.member(item, 'post');
  if (!isObject(operation.value)) {
    throw new DocumentFault(place.path, 'A webhook is described by its "post", which is not here.');
  }
  const title = textOf(operation.value, 'summary') ?? textOf(item.value, 'summary') ?? name;
  const [tag] = [memberOf(operation.value, 'tags')].flat();
  return {
    pointer: jsonPointer(place.path),
    name,
    group: typeof tag === 'string' ? tag : otherGroup,
    title,
    description: textOf(operation.value, 'description') ?? textOf(item.value, 'description') ?? title,
    ...readBody(document, operation),
    deprecated: memberOf(operation.value, 'deprecated') === true,
  };
}

/** Of a media type that is JSON, the first; `{}` when the document says nothing of the body. */
function readBody(document: OpenApiDocument, operation: Place): { schema: JsonObject; example?: JsonObject } {
  const content = document.member(document.member(operation, 'requestBody'), 'content');
  const type = Object.keys(isObject(content.value) ? content.value : {}).find(isJson);
  if (type === undefined) return { schema: {} };
  const media = document.member(content, type);
  const body = document.member(media, 'schema');
  const data = dataOf(document, body);
  const schema = data.value === undefined ? {} : wholeSchema(document, data);
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes > maxEventTypeBytes) {
    // Said here, so that a large component is not kept once for each webhook that refers to it.
    const detail = `The schema has ${bytes} bytes with all that it refers to; a type has at most ${maxEventTypeBytes}.`;
    throw new DocumentFault(data.path, detail);
  }
  const example = exampleOf(document, media) ?? exampleInSchema(body);
  const ofData = data === body ? example : (memberOf(example, 'data') ?? example);
  const shown = ofData ?? exampleInSchema(data);
  return isObject(shown) ? { schema, example: shown } : { schema };
}

function isJson(mediaType: string): boolean {
  return /^application\/(.+\+)?json\b/i.test(mediaType);
}

/** Where the body is the envelope of Standard Webhooks, `{"type","timestamp","data"}`, the event is its `data`. */
function dataOf(document: OpenApiDocument, body: Place): Place {
  const properties = memberOf(body.value, 'properties');
  const isEnvelope = ['type', 'timestamp', 'data'].every(name => memberOf(properties, name) !== undefined);
  if (!isEnvelope) return body;
  return document.member(document.member(body, 'properties'), 'data');
}

/** `example`, or the first of `examples`: https://spec.openapis.org/oas/v3.1.1#media-type-object */
function exampleOf(document: OpenApiDocument, media: Place): unknown {
  const example = memberOf(media.value, 'example');
  if (example !== undefined) return example;
  const examples = document.member(media, 'examples');
  const [first] = Object.keys(isObject(examples.value) ? examples.value : {});
  return first === undefined ? undefined : memberOf(document.member(examples, first).value, 'value');
}

/** `example`, as OpenAPI 3.0 had it, or the first of `examples`: https://spec.openapis.org/oas/v3.1.1#schema-object */
function exampleInSchema({ value }: Place): unknown {
  const examples = memberOf(value, 'examples');
  return memberOf(value, 'example') ?? (Array.isArray(examples) ? examples[0] : undefined);
}
