// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how CloudFormation writes it
import { expect, it } from 'vitest';
import { resolve, type Scope, TemplateError } from '../../../local/cloudformation/intrinsics.ts';
import type { Json } from '../../../local/json.ts';

const refs: Record<string, Json> = { 'AWS::Region': 'us-east-1', Queue: 'queue-url', Names: ['a', 'b'] };
const attributes: Record<string, string> = { 'Queue.Arn': 'arn:queue', 'Role.Policy.Name': 'nested' };
const conditions: Record<string, boolean> = { Yes: true, No: false };
const scope: Scope = {
  ref: name => refs[name],
  attribute: (logicalId, name) => attributes[`${logicalId}.${name}`],
  condition: name => conditions[name],
  mapping: (name, first, second) => (name === 'Map' && first === 'us-east-1' ? `${second}!` : undefined),
  stackOutput: (stackName, outputName) => (stackName === 'Other' ? `${outputName}?` : undefined),
};

const cases: [what: string, value: Json, expected: Json][] = [
  ['plain values', { a: [1, 'x', true, null] }, { a: [1, 'x', true, null] }],
  ['Ref of a resource', { Ref: 'Queue' }, 'queue-url'],
  ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
  ['an object with Ref and more is an object', { Ref: 'x', other: 1 }, { Ref: 'x', other: 1 }],
  ['NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['NoValue in a list', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
  ['GetAtt as a text', { 'Fn::GetAtt': 'Role.Policy.Name' }, 'nested'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Queue' }, 3]] }, 'a-queue-url-3'],
  ['Join of a list', { 'Fn::Join': [',', { Ref: 'Names' }] }, 'a,b'],
  [
    'Sub',
    { 'Fn::Sub': '${Queue}/${AWS::Region}/${Queue.Arn}/${!Kept}' },
    'queue-url/us-east-1/arn:queue/${Kept}',
  ],
  [
    'Sub with variables',
    { 'Fn::Sub': ['${own}:${Queue}', { own: { Ref: 'AWS::Region' } }] },
    'us-east-1:queue-url',
  ],
  ['GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Url' } }, 'Url?'],
  [
    'GetStackOutput of its own Region',
    {
      'Fn::GetStackOutput': { StackName: 'Other', Region: { Ref: 'AWS::Region' }, OutputName: 'Url' },
    },
    'Url?',
  ],
  ['Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  [
    'Select by text',
    { 'Fn::Select': ['0', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] },
    'arn',
  ],
  ['Split', { 'Fn::Split': [':', 'a:b:c'] }, ['a', 'b', 'c']],
  ['FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'key'] }, 'key!'],
  ['If true', { 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
  ['If false', { 'Fn::If': ['No', 'then', { Ref: 'Queue' }] }, 'queue-url'],
  ['If without a value', { a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] } }, {}],
  ['Equals', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }, true],
  ['Not', { 'Fn::Not': [{ Condition: 'Yes' }] }, false],
  ['And', { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'No' }] }] }, true],
  ['Or', { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'No' }] }, false],
];

it.each(cases)('resolves %s', (_, value, expected) => {
  expect(resolve(value, scope, 'Here')).toEqual(expected);
});

const refused: [value: Json, message: string][] = [
  [
    { 'Fn::Cidr': ['10.0.0.0/8', 1, 8] },
    'Here.a (Fn::Cidr): the local run does not know this intrinsic function',
  ],
  [{ Ref: 'Nobody' }, 'Here.a (Ref): nothing is called Nobody'],
  [
    { 'Fn::GetAtt': ['Queue', 'Size'] },
    'Here.a (Fn::GetAtt): the local run knows no attribute Size of Queue',
  ],
  [{ 'Fn::Sub': '${Nobody}' }, 'Here.a (Fn::Sub): nothing is called Nobody'],
  [{ 'Fn::Select': [2, ['a', 'b']] }, 'Here.a (Fn::Select): there is no such item'],
  [{ 'Fn::If': ['Maybe', 1, 2] }, 'Here.a (Fn::If): no condition is called Maybe'],
  [
    { 'Fn::GetStackOutput': { StackName: 'None', OutputName: 'Url' } },
    'Here.a (Fn::GetStackOutput): no stack None has an output Url',
  ],
  [
    { 'Fn::GetStackOutput': { StackName: 'Other', Region: 'eu-west-1', OutputName: 'Url' } },
    'Here.a (Fn::GetStackOutput): the local run knows stacks of its own account and Region only',
  ],
  [
    { 'Fn::GetStackOutput': { StackName: 'Other', RoleArn: 'arn', OutputName: 'Url' } },
    'Here.a (Fn::GetStackOutput): the local run knows stacks of its own account and Region only',
  ],
  [{ 'Fn::FindInMap': ['Map', 'x', 'y'] }, 'Here.a (Fn::FindInMap): no entry for Map.x.y'],
];

it.each(refused)('refuses %j', (value, message) => {
  expect(() => resolve({ a: value }, scope, 'Here')).toThrow(new TemplateError(message));
});
