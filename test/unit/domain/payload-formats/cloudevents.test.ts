import { describe, expect, it } from 'vitest';
import { cloudEventsPayload } from '../../../../functions/domain/payload-formats/cloudevents.ts';
import { payloadInput } from './payload-input.ts';

const bodyOf = (detail: string, event = {}) => cloudEventsPayload(payloadInput(detail, event)).body;

describe('cloudEventsPayload', () => {
  it('is an event in structured mode, its data as it was written', () => {
    const detail =
      '{"companyId":"acme","projectId":"website","recordId":"task-481","actorId":"user-ada","occurredAt":"2026-01-09T14:05:12.345Z", "currentValue":{"n":12345678901234567890, "m":1.0}}';
    expect(cloudEventsPayload(payloadInput(detail))).toEqual({
      contentType: 'application/cloudevents+json; charset=utf-8',
      body: `{"specversion":"1.0","id":"event-1","source":"urn:finehook:acme","type":"TODO_MOVED","subject":"task-481","datacontenttype":"application/json","companyid":"acme","projectid":"website","actorid":"user-ada","time":"2026-01-09T14:05:12.345Z","data":${detail}}`,
    });
  });

  it('leaves out what the event does not say; the time is then the event’s own', () => {
    const detail =
      '{"companyId":"acme","projectId":"website","occurredAt":"yesterday","recordId":"","actorId":7}';
    expect(bodyOf(detail)).toBe(
      `{"specversion":"1.0","id":"event-1","source":"urn:finehook:acme","type":"TODO_MOVED","datacontenttype":"application/json","companyid":"acme","projectid":"website","time":"2026-01-09T14:05:12Z","data":${detail}}`,
    );
  });

  it('is of the webhook’s owner when the event has no company: the health check', () => {
    expect(bodyOf('{}', { id: 'dlv_1', type: 'WEBHOOK_HEALTH_CHECK' })).toBe(
      '{"specversion":"1.0","id":"dlv_1","source":"urn:finehook:acme","type":"WEBHOOK_HEALTH_CHECK","datacontenttype":"application/json","time":"2026-01-09T14:05:12Z","data":{}}',
    );
  });

  it('has attributes of allowed characters only, and a source that is a URI', () => {
    const detail = JSON.stringify({
      companyId: 'a:b/ü %\n\ud83d\ufffe',
      projectId: '\u0000\u009f',
      recordId: 'task "1"\u007f😀',
    });
    const { source, subject, companyid, projectid, type, data } = JSON.parse(
      bodyOf(detail, { type: 'A\u0007B' }),
    );
    expect([source, subject, companyid, projectid, type]).toEqual([
      'urn:finehook:a%3Ab%2F%C3%BC%20%25',
      'task "1"😀',
      'a:b/ü %',
      undefined,
      'AB',
    ]);
    expect(data).toEqual(JSON.parse(detail));
  });
});
