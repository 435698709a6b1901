import { expect, it } from 'vitest';
import { webhookIdOfRule } from '../../../functions/domain/rule-arn.ts';

const id = 'whk_01kdvdnt000000000000000000';

it.each([
  [`arn:aws:events:eu-west-1:123456789012:rule/Finehook-events-1/${id}`, id],
  [`arn:aws-cn:events:cn-north-1:123456789012:rule/bus/${id}`, id],
  [`arn:aws:events:eu-west-1:123456789012:rule/${id}`, id],
  [`arn:aws:events:eu-west-1:123456789012:rule/bus/${id}-2`, id],
  [`arn:aws:events:eu-west-1:123456789012:rule/bus/x${id}`, undefined],
  [`arn:aws:events:eu-west-1:123456789012:rule/${id}/other`, undefined],
  ['arn:aws:events:eu-west-1:123456789012:rule/bus/whk_01kdvdnt00000000000000000i', undefined],
  ['arn:aws:events:eu-west-1:123456789012:rule/bus/whk_short', undefined],
  [`arn:aws:sqs:eu-west-1:123456789012:rule/bus/${id}`, undefined],
  [id, undefined],
  ['', undefined],
])('%s is the rule of %s', (ruleArn, expected) => {
  expect(webhookIdOfRule(ruleArn)).toBe(expected);
});
