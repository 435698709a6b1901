import { text } from '../../json-input.ts';
import { limitExceeded } from '../errors.ts';
import { objects, texts } from '../input.ts';
import { busName, ruleName } from '../names.ts';
import type { Operation } from '../operation.ts';
import { page } from '../paging.ts';
import { readTarget, type Target } from '../target.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const putTargets: Operation = ({ state, limits }, input) => {
  const rule = state.rule(busName(input), ruleName(input, 'Rule'));
  const given = objects(input, 'Targets', 100).map(readTarget);
  // A target with a known id replaces that one.
  const targets = new Map<string, Target>([...rule.targets, ...given].map(it => [it.Id, it]));
  if (targets.size > limits.targetsPerRule) {
    throw limitExceeded(`A rule has at most ${limits.targetsPerRule} targets.`);
  }
  state.putRule({ ...rule, targets: [...targets.values()] });
  return { FailedEntryCount: 0, FailedEntries: [] };
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const removeTargets: Operation = ({ state }, input) => {
  const rule = state.rule(busName(input), ruleName(input, 'Rule'));
  const ids = texts(input, 'Ids', 100);
  state.putRule({ ...rule, targets: rule.targets.filter(target => !ids.includes(target.Id)) });
  return { FailedEntryCount: 0, FailedEntries: [] };
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule: Operation = ({ state }, input) => {
  const rule = state.rule(busName(input), ruleName(input, 'Rule'));
  const sorted = [...rule.targets].sort((left, right) => (left.Id < right.Id ? -1 : 1));
  const { items, NextToken } = page(input, sorted, target => target.Id);
  return { Targets: items, NextToken };
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRuleNamesByTarget.html */
export const listRuleNamesByTarget: Operation = ({ state }, input) => {
  const arn = text(input, 'TargetArn', { maxLength: 1600 });
  const names = [...state.bus(busName(input)).rules.values()]
    .filter(rule => rule.targets.some(target => target.Arn === arn))
    .map(rule => rule.name)
    .sort();
  const { items, NextToken } = page(input, names, name => name);
  return { RuleNames: items, NextToken };
};
