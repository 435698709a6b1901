import { type Input, optionalText } from '../../json-input.ts';
import { invalid, limitExceeded } from '../errors.ts';
import { tags } from '../input.ts';
import { busName, defaultBusName, ruleArn, ruleName } from '../names.ts';
import type { Operation, Service } from '../operation.ts';
import { page } from '../paging.ts';
import { readPattern } from '../pattern.ts';
import { parseSchedule } from '../schedule-expression.ts';
import type { RuleRecord } from '../state.ts';
import { usesWildcards } from '../wildcard-rule.ts';

/** Replaces the whole rule but for its targets and tags: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const putRule: Operation = (service, input) => {
  const { state, schedules } = service;
  const name = ruleName(input, 'Name');
  const bus = busName(input);
  const eventPattern = optionalText(input, 'EventPattern');
  const scheduleExpression = optionalText(input, 'ScheduleExpression', { maxLength: 256 });
  const description = optionalText(input, 'Description', { maxLength: 512 });
  const roleArn = optionalText(input, 'RoleArn', { minLength: 1, maxLength: 1600 });
  const ruleState = readState(input);
  const given = tags(input);
  const before = state.bus(bus).rules.get(name);
  if (before !== undefined && given.size > 0) {
    throw invalid('Tags can be added to a rule that exists only by TagResource.');
  }
  if (!eventPattern && !scheduleExpression) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  checkSchedule(scheduleExpression, bus);
  checkPattern(service, { bus, name, eventPattern });

  const record: RuleRecord = {
    name,
    busName: bus,
    state: ruleState,
    ...(eventPattern ? { eventPattern } : {}),
    ...(scheduleExpression ? { scheduleExpression } : {}),
    ...(description ? { description } : {}),
    ...(roleArn === undefined ? {} : { roleArn }),
    targets: before?.targets ?? [],
    tags: before?.tags ?? Object.fromEntries(given),
  };
  state.putRule(record);
  schedules.update(record);
  return { RuleArn: ruleArn(state.place, bus, name) };
};

function readState(input: Input): RuleRecord['state'] {
  const given = optionalText(input, 'State', { pattern: /^(ENABLED|DISABLED)$/ });
  return given === 'DISABLED' ? 'DISABLED' : 'ENABLED';
}

function checkSchedule(expression: string | undefined, bus: string): void {
  if (!expression) return;
  if (bus !== defaultBusName) throw invalid('ScheduleExpression is supported only on the default event bus.');
  if (parseSchedule(expression) === undefined) throw invalid('Parameter ScheduleExpression is not valid.');
}

function checkPattern(
  { state, limits }: Service,
  rule: { readonly bus: string; readonly name: string; readonly eventPattern: string | undefined },
): void {
  const { rules, wildcardRules } = state.bus(rule.bus);
  const pattern = rule.eventPattern ? readPattern(rule.eventPattern, limits.patternLength) : undefined;
  if (!rules.has(rule.name) && rules.size >= limits.rulesPerBus) {
    throw limitExceeded(`An event bus has at most ${limits.rulesPerBus} rules.`);
  }
  const countsAnew = pattern !== undefined && usesWildcards(pattern) && !wildcardRules.has(rule.name);
  if (countsAnew && wildcardRules.size >= limits.wildcardRulesPerBus) {
    throw limitExceeded(`An event bus has at most ${limits.wildcardRulesPerBus} rules with wildcards.`);
  }
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule: Operation = ({ state }, input) => {
  const rule = state.rule(busName(input), ruleName(input, 'Name'));
  return { ...shown(rule, state.place), CreatedBy: state.place.accountId };
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules: Operation = ({ state }, input) => {
  const prefix = optionalText(input, 'NamePrefix', { minLength: 1, maxLength: 64 }) ?? '';
  const { rules } = state.bus(busName(input));
  const named = [...rules.values()]
    .filter(({ name }) => name.startsWith(prefix))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const { items, NextToken } = page(input, named, rule => rule.name);
  return { Rules: items.map(rule => shown(rule, state.place)), NextToken };
};

const switchTo =
  (ruleState: RuleRecord['state']): Operation =>
  ({ state, schedules }, input) => {
    const record = { ...state.rule(busName(input), ruleName(input, 'Name')), state: ruleState };
    state.putRule(record);
    schedules.update(record);
    return {};
  };

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html */
export const enableRule = switchTo('ENABLED');
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
export const disableRule = switchTo('DISABLED');

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
export const deleteRule: Operation = ({ state, schedules }, input) => {
  const name = ruleName(input, 'Name');
  // Deleting a rule that is not there succeeds; a bus that is not there does not.
  const rule = state.bus(busName(input)).rules.get(name);
  if (rule === undefined) return {};
  if (rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
  state.deleteRule(rule);
  schedules.remove(rule);
  return {};
};

function shown(rule: RuleRecord, place: Service['state']['place']): Readonly<Record<string, unknown>> {
  return {
    Name: rule.name,
    Arn: ruleArn(place, rule.busName, rule.name),
    EventPattern: rule.eventPattern,
    ScheduleExpression: rule.scheduleExpression,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    EventBusName: rule.busName,
  };
}
