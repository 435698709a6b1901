import { describe, expect, it } from 'vitest';
import { FinehookError } from '../../../../client/api/client.ts';
import { attemptInProblem } from '../../../../console/src/attempts/attempt-in-problem.ts';
import { outcomeOf } from '../../../../console/src/attempts/outcome.ts';
import { outcomeWords } from '../../../../console/src/attempts/outcome-words.ts';
import { receiverName } from '../../../../console/src/attempts/receiver-name.ts';

describe('outcome of a call', () => {
  it.each([
    [200, null, 'taken'],
    [204, 'reset', 'taken'],
    [200, 'too-large', 'taken'],
    [null, 'timeout', 'timeout'],
    [null, 'dns', 'dns'],
    [null, 'connect', 'connect'],
    [null, 'tls', 'tls'],
    [null, 'reset', 'reset'],
    [null, 'address-blocked', 'address-blocked'],
    [301, 'redirect', 'redirect'],
    [308, null, 'redirect'],
    [400, null, 'bad-request'],
    [401, null, 'unauthorized'],
    [403, null, 'unauthorized'],
    [404, null, 'not-found'],
    [410, null, 'gone'],
    [422, null, 'bad-request'],
    [429, null, 'too-many'],
    [418, null, 'refused'],
    [500, null, 'broken'],
    [503, 'reset', 'reset'],
    [599, null, 'broken'],
    [100, null, 'odd'],
    [null, null, 'odd'],
  ] as const)('of status %s with error %s is %s', (status, error, outcome) => {
    expect(outcomeOf({ status, error })).toBe(outcome);
  });

  it('says who did what, and what to do', () => {
    const { said, todo } = outcomeWords.en.timeout;
    expect(said('Slack')).toBe('Slack did not answer in time');
    expect(todo).toBe(
      'Have the receiver answer at once and do its work afterwards, or give it more time in the settings.',
    );
    expect(outcomeWords.ru.timeout.said('Slack')).toBe('Slack: нет ответа за отведённое время');
  });

  it('says what to do whenever the call was not taken', () => {
    for (const words of [outcomeWords.en, outcomeWords.ru]) {
      const silent = Object.entries(words).filter(([, { todo }]) => todo === undefined);
      expect(silent.map(([outcome]) => outcome)).toEqual(['taken']);
    }
  });
});

describe('name of a receiver', () => {
  it.each([
    ['https://hooks.slack.com/services/T0/B0/x', 'Slack'],
    ['https://hooks.slack.com.evil.example/x', 'hooks.slack.com.evil.example'],
    ['https://acme.webhook.office.com/webhookb2/x', 'Teams'],
    ['https://prod-1.westeurope.logic.azure.com:443/workflows/x', 'Teams'],
    ['https://ptb.discord.com/api/webhooks/1/x', 'Discord'],
    ['https://hooks.zapier.com/hooks/catch/1/x', 'Zapier'],
    ['https://hook.eu2.make.com/x', 'Make'],
    ['https://crm.example.com:8443/in', 'crm.example.com:8443'],
    ['not a URL', 'not a URL'],
  ])('at %s is %s', (url, name) => {
    expect(receiverName(url)).toBe(name);
  });
});

describe('answer in a problem', () => {
  const attempt = {
    at: '2026-01-09T14:05:13.000Z',
    durationMs: 143,
    status: 503,
    error: null,
    errorDetail: null,
    responseBody: 'down',
    retryAfter: '10',
    certificateExpiresAt: null,
  };
  const refusal = (problem: Record<string, unknown>) =>
    new FinehookError({ status: 409, code: 'health-check-failed', detail: 'No', problem });

  it('is read as it was sent', () => {
    expect(attemptInProblem(refusal({ attempt }))).toEqual(attempt);
  });

  it('keeps only errors that are known', () => {
    const errorIn = (error: string) => attemptInProblem(refusal({ attempt: { ...attempt, error } }))?.error;
    expect([errorIn('tls'), errorIn('new-error')]).toEqual(['tls', null]);
  });

  it('is not there in other refusals', () => {
    expect(attemptInProblem(refusal({}))).toBeUndefined();
    expect(attemptInProblem(refusal({ attempt: { status: 503 } }))).toBeUndefined();
    expect(attemptInProblem(new Error('x'))).toBeUndefined();
    expect(attemptInProblem(null)).toBeUndefined();
  });
});
