import { expect, test } from 'vitest';
import { parseStatements, verdictOf } from '../../../local/emulators/iam/policy.ts';
import { serviceVerdict } from '../../../local/emulators/iam/resource-policy.ts';
import { arnMatches, wildcardMatches } from '../../../local/emulators/iam/wildcard.ts';

const queue = 'arn:aws:sqs:eu-central-1:123456789012:queue';
const rule = 'arn:aws:events:eu-central-1:123456789012:rule/finehook/whk_1';

test.each([
  ['*', 'anything', true],
  ['', '', true],
  ['a*c', 'abbc', true],
  ['a*c', 'ab', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['*a*b*', 'xaxbx', true],
  ['table/A', 'table/AB', false],
  ['table/A/index/*', 'table/A/index/byDue', true],
  ['A', 'a', false],
])('the pattern %s against %s: %s', (pattern, text, expected) => {
  expect(wildcardMatches(pattern, text)).toBe(expected);
});

test.each([
  ['arn:aws:events:*:123456789012:rule/finehook/*', rule, true],
  ['arn:aws:events:eu-central-1:123456789012:rule/other/*', rule, false],
  ['arn:aws:events:*:rule/finehook/*', rule, false],
  ['arn:*', rule, false],
  ['*', rule, true],
])('the ARN pattern %s against %s: %s', (pattern, arn, expected) => {
  expect(arnMatches(pattern, arn)).toBe(expected);
});

const allow = (more: object) => ({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue, ...more });
const keys = (Condition: object) => allow({ Condition });
const one = { 'dynamodb:LeadingKeys': 'a' };
const all = { 'dynamodb:LeadingKeys': ['a', 'b*'] };

test.each<[string, object[], Record<string, string[]>, string]>([
  ['no statement', [], {}, 'silent'],
  ['the action', [allow({})], {}, 'allowed'],
  ['the action in other case', [allow({ Action: 'SQS:sendmessage' })], {}, 'allowed'],
  ['a list of actions', [allow({ Action: ['sqs:DeleteMessage', 'sqs:Send*'] })], {}, 'allowed'],
  ['another action', [allow({ Action: 'sqs:ReceiveMessage' })], {}, 'silent'],
  ['another resource', [allow({ Resource: `${queue}2` })], {}, 'silent'],
  ['an explicit deny', [allow({}), allow({ Effect: 'Deny', Action: '*' })], {}, 'denied'],
  ['all but an action', [allow({ Action: undefined, NotAction: 'sqs:DeleteQueue' })], {}, 'allowed'],
  ['all but this resource', [allow({ Resource: undefined, NotResource: queue })], {}, 'silent'],
  [
    'StringEquals',
    [keys({ StringEquals: { 'events:source': ['x', 'y'] } })],
    { 'events:source': ['y'] },
    'allowed',
  ],
  ['StringEquals without the key', [keys({ StringEquals: { 'events:source': 'x' } })], {}, 'silent'],
  [
    'StringEqualsIfExists without the key',
    [keys({ StringEqualsIfExists: { 'events:source': 'x' } })],
    {},
    'allowed',
  ],
  ['StringNotEquals without the key', [keys({ StringNotEquals: { 'events:source': 'x' } })], {}, 'allowed'],
  [
    'StringNotEquals',
    [keys({ StringNotEquals: { 'events:source': ['x', 'y'] } })],
    { 'events:source': ['y'] },
    'silent',
  ],
  [
    'StringLike',
    [keys({ StringLike: { 'events:detail-type': 'TODO_*' } })],
    { 'events:detail-type': ['TODO_X'] },
    'allowed',
  ],
  [
    'keys in other case',
    [keys({ StringLike: { 'Events:Source': 'x' } })],
    { 'events:source': ['x'] },
    'allowed',
  ],
  [
    'all conditions count',
    [keys({ StringEquals: { 'events:source': 'x', 'aws:SourceArn': 'y' } })],
    { 'events:source': ['x'] },
    'silent',
  ],
  [
    'ArnLike',
    [keys({ ArnLike: { 'aws:SourceArn': rule.replace('whk_1', '*') } })],
    { 'aws:sourcearn': [rule] },
    'allowed',
  ],
  [
    'ArnEquals of another',
    [keys({ ArnEquals: { 'aws:SourceArn': `${rule}0` } })],
    { 'aws:sourcearn': [rule] },
    'silent',
  ],
  ['Bool', [keys({ Bool: { 'aws:SecureTransport': true } })], { 'aws:securetransport': ['true'] }, 'allowed'],
  [
    'ForAllValues',
    [keys({ 'ForAllValues:StringEquals': one })],
    { 'dynamodb:leadingkeys': ['a', 'a'] },
    'allowed',
  ],
  [
    'ForAllValues, one other',
    [keys({ 'ForAllValues:StringEquals': one })],
    { 'dynamodb:leadingkeys': ['a', 'c'] },
    'silent',
  ],
  ['ForAllValues without the key', [keys({ 'ForAllValues:StringEquals': one })], {}, 'allowed'],
  [
    'ForAllValues, like',
    [keys({ 'ForAllValues:StringLike': all })],
    { 'dynamodb:leadingkeys': ['a', 'bc'] },
    'allowed',
  ],
  [
    'ForAnyValue',
    [keys({ 'ForAnyValue:StringEquals': one })],
    { 'dynamodb:leadingkeys': ['c', 'a'] },
    'allowed',
  ],
  ['ForAnyValue without the key', [keys({ 'ForAnyValue:StringEquals': one })], {}, 'silent'],
])('a policy with %s: %j', (_, statements, context, verdict) => {
  const request = { action: 'sqs:SendMessage', resource: queue, context: new Map(Object.entries(context)) };
  expect(verdictOf(parseStatements(statements), request)).toBe(verdict);
});

test.each([
  [{ Effect: 'allow' }, 'Effect must be Allow or Deny, not "allow"'],
  [allow({ Action: 1 }), 'Action must be a string or a list of strings'],
  [
    keys({ NumericLessThan: { 'events:source': '1' } }),
    'the condition operator NumericLessThan is not emulated',
  ],
  [
    keys({ StringEquals: { 'aws:RequestedRegion': 'x' } }),
    'the condition key aws:RequestedRegion is not emulated',
  ],
  [allow({ NotPrincipal: '*' }), 'NotPrincipal is not emulated'],
])('what cannot be evaluated is refused: %j', (statement, message) => {
  expect(() => parseStatements([statement])).toThrow(message);
});

const service = (more: object) => allow({ Principal: { Service: 'events.amazonaws.com' }, ...more });
const source = (arn: string) => ({ ArnLike: { 'aws:SourceArn': arn } });

test.each<[string, object[] | undefined, string]>([
  ['no policy', undefined, 'silent'],
  ['the service', [service({})], 'allowed'],
  ['another service', [service({ Principal: { Service: 'sns.amazonaws.com' } })], 'silent'],
  ['everyone', [service({ Principal: '*' })], 'allowed'],
  ['every AWS principal', [service({ Principal: { AWS: '*' } })], 'allowed'],
  ['an account', [service({ Principal: { AWS: '123456789012' } })], 'silent'],
  ['all rules of the bus', [service({ Condition: source(rule.replace('whk_1', '*')) })], 'allowed'],
  ['the rules of another bus', [service({ Condition: source(rule.replace('finehook', 'other')) })], 'silent'],
  ['another queue', [service({ Resource: `${queue}2` })], 'silent'],
  ['another action', [service({ Action: 'sqs:ReceiveMessage' })], 'silent'],
  [
    'no plain HTTP',
    [
      service({}),
      service({ Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ],
    'allowed',
  ],
  ['a deny', [service({}), service({ Effect: 'Deny' })], 'denied'],
])('a queue policy with %s', (_, statements, verdict) => {
  const policy = statements === undefined ? undefined : JSON.stringify({ Statement: statements });
  const request = { service: 'events.amazonaws.com', action: 'sqs:SendMessage', resource: queue };
  expect(serviceVerdict(policy, { ...request, sourceArn: rule, sourceAccount: '123456789012' })).toBe(
    verdict,
  );
});
