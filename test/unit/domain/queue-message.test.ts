import { describe, expect, it } from 'vitest';
import { UnreadableMessageError } from '../../../functions/domain/errors.ts';
import { jsonMember } from '../../../functions/domain/json-member.ts';
import { messageBody, readMessage } from '../../../functions/domain/queue-message.ts';

const detailText =
  '{"companyId":"acme","projectId":"p1","n":12345678901234567890,"f":1.0,"text":"a \\"b\\" {"}';
const eventText = `{"version":"0","id":"e1","detail-type":"TODO_MOVED","source":"app","time":"2026-01-02T03:04:05Z","detail": ${detailText} }`;

const webhookId = 'whk_01hf7yat000000000000000000';
const deliveryId = 'dlv_01hf7yat0000000000000000001mnedd5zzzzzzzzzzzzzzzz';

describe('readMessage', () => {
  it('keeps the source text of event and detail', () => {
    const queued = readMessage(`{"webhookId":"whk_1","event":${eventText}}`);
    expect(queued.webhookId).toBe('whk_1');
    expect(queued.eventText).toBe(eventText);
    expect(queued.event.detailText).toBe(detailText);
    expect(queued.event).toMatchObject({
      id: 'e1',
      type: 'TODO_MOVED',
      source: 'app',
      time: '2026-01-02T03:04:05Z',
    });
    expect(queued.event.detail).toMatchObject({ companyId: 'acme', projectId: 'p1' });
  });

  it('reads what messageBody writes', () => {
    expect(readMessage(messageBody('whk_1', eventText)).eventText).toBe(eventText);
  });

  it('reads which delivery it is, if it is not the one that event and webhook make', () => {
    expect(readMessage(messageBody(webhookId, eventText)).deliveryId).toBeUndefined();
    const queued = readMessage(messageBody(webhookId, eventText, deliveryId));
    expect([queued.webhookId, queued.deliveryId, queued.eventText]).toEqual([
      webhookId,
      deliveryId,
      eventText,
    ]);
  });

  it.each([deliveryId.replace('hf7', 'hf8'), 'dlv_1', ''])(
    'takes no delivery of another webhook: %s',
    other => {
      expect(() => readMessage(messageBody(webhookId, eventText, other))).toThrow(
        new UnreadableMessageError('the message names a delivery that is none of its webhook'),
      );
    },
  );

  it.each([
    ['', 'the message is no JSON'],
    ['{"webhookId":"whk_1"', 'the message is no JSON'],
    ['[]', 'the message has no usable /'],
    ['{"event":{}}', 'the message has no usable /webhookId'],
    ['{"webhookId":"whk_1"}', 'the message has no usable /event'],
    [
      `{"webhookId":"whk_1","event":${eventText.replace('"e1"', '""')}}`,
      'the message has no usable /event/id',
    ],
    [
      `{"webhookId":"whk_1","event":${eventText.replace('"e1"', JSON.stringify('x'.repeat(257)))}}`,
      'the message has no usable /event/id',
    ],
    [
      `{"webhookId":"whk_1","event":${eventText.replace('TODO_MOVED', 'x'.repeat(257))}}`,
      'the message has no usable /event/detail-type',
    ],
    [
      `{"webhookId":"whk_1","event":${eventText.replace('"source":"app",', '')}}`,
      'the message has no usable /event/source',
    ],
    [
      `{"webhookId":"whk_1","event":${eventText.replace('05Z', `05.${'0'.repeat(60)}Z`)}}`,
      'the message has no usable /event/time',
    ],
    [
      `{"webhookId":"whk_1","event":${eventText.replace('2026-01-02T', 'x')}}`,
      'the message has no usable /event/time',
    ],
    [
      `{"webhookId":"whk_1","event":${eventText.replace(detailText, '[]')}}`,
      'the message has no usable /event/detail',
    ],
  ])('refuses %j', (body, message) => {
    expect(() => readMessage(body)).toThrow(new UnreadableMessageError(message));
  });
});

describe('jsonMember', () => {
  it.each([
    ['{"a":1,"b":[1,{"b":2}],"c":"}"}', 'b', '[1,{"b":2}]'],
    ['{"a":1,"b":[1,{"b":2}],"c":"}"}', 'c', '"}"'],
    ['{ "a" : "x\\\\" , "b" : null }', 'b', 'null'],
    ['{"a":1,"a":2}', 'a', '2'],
    ['{"\\u0061":1.50}', 'a', '1.50'],
    ['{"x":{"a":1}}', 'a', undefined],
    ['{}', 'a', undefined],
    ['{"a":"\\"a\\":3"}', 'a', '"\\"a\\":3"'],
    ['{"a":"\\\\","b":"\\\\\\""}', 'a', '"\\\\"'],
    ['{"a":"\\\\","b":"\\\\\\""}', 'b', '"\\\\\\""'],
    ['{"":"x"}', '', '"x"'],
  ])('%s %s', (text, name, member) => {
    expect(jsonMember(text, name)).toBe(member);
  });
});
