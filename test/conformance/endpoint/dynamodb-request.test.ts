import { expect, test } from 'vitest';
import {
  fatalExpression,
  withAccountArns,
  withEmulatorArns,
} from '../../../local/emulators/aws-endpoint/dynamodb-request.ts';

test.each<[string, string | undefined]>([
  ['{}', undefined],
  ['{"Item":{"a":{"S":"😀"}}}', undefined],
  ['{"UpdateExpression":"SET é = :v","ExpressionAttributeValues":{":v":{"S":"😀"}}}', undefined],
  ['{"Item":{"UpdateExpression":{"S":"😀"}}}', undefined],
  ['{"Item":{"a":{"S":"{\\"UpdateExpression\\":\\"😀\\"}"}}}', undefined],
  ['{"UpdateExpression":"SET 😀 = :v"}', 'UpdateExpression'],
  ['{"UpdateExpression":"SET \\ud83d\\ude00 = :v"}', 'UpdateExpression'],
  ['{"UpdateExpression":"SET a = \\":v\\" 😀"}', 'UpdateExpression'],
  ['{"TransactItems":[{"Put":{"ConditionExpression" : "😀"}}]}', 'ConditionExpression'],
])('%s has a fatal expression: %s', (body, expected) => {
  expect(fatalExpression(Buffer.from(body))).toBe(expected);
});

test('ARNs are translated both ways', () => {
  const own = '{"a":"arn:aws:dynamodb:eu-central-1:123456789012:table/T"}';
  const emulators = '{"a":"arn:aws:dynamodb:dynoxide:000000000000:table/T"}';
  expect(withAccountArns(emulators, 'eu-central-1', '123456789012')).toBe(own);
  expect(withEmulatorArns(own, 'eu-central-1', '123456789012')).toBe(emulators);
});
