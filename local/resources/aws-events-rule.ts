import {
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { ResourceContext, ResourceType } from '../cloudformation/resource-type.ts';
import {
  type JsonRecord,
  oneOf,
  optionalNumberAt,
  optionalTextAt,
  recordAt,
  recordsAt,
  textAt,
} from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const rule: ResourceType = {
  applied: [
    'Name',
    'Description',
    'Tags',
    'EventBusName',
    'EventPattern',
    'ScheduleExpression',
    'State',
    'Targets.Id',
    'Targets.Arn',
    'Targets.Input',
    'Targets.InputPath',
    'Targets.InputTransformer',
    'Targets.SqsParameters.MessageGroupId',
    'Targets.DeadLetterConfig.Arn',
    'Targets.RetryPolicy.MaximumEventAgeInSeconds',
    'Targets.RetryPolicy.MaximumRetryAttempts',
  ],
  withoutEffect: ['Targets.RoleArn'],
  async create(properties, context) {
    const { eventbridge } = context.clients;
    const name = optionalTextAt(properties, 'Name') ?? context.physicalName(64);
    const bus = optionalTextAt(properties, 'EventBusName');
    const pattern = recordAt(properties, 'EventPattern');
    const schedule = optionalTextAt(properties, 'ScheduleExpression');
    const state = optionalTextAt(properties, 'State') ?? 'ENABLED';
    if (schedule !== undefined && context.plan.schedulesRunHere && state === 'ENABLED') {
      return planSchedules(name, schedule, properties, context);
    }

    const { RuleArn } = await eventbridge.send(
      new PutRuleCommand({
        Name: name,
        State: oneOf(state, ['ENABLED', 'DISABLED'], 'State'),
        ...(bus !== undefined && { EventBusName: bus }),
        ...(pattern !== undefined && { EventPattern: JSON.stringify(pattern) }),
        ...(schedule !== undefined && { ScheduleExpression: schedule }),
      }),
    );
    if (RuleArn === undefined) throw new Error(`the endpoint gives no ARN for the rule ${name}`);
    const address = { Rule: name, ...(bus !== undefined && { EventBusName: bus }) };
    const wanted = recordsAt(properties, 'Targets').map(targetOf);
    await removeOthers(address, wanted, context);
    if (wanted.length > 0) {
      const { FailedEntries } = await eventbridge.send(
        new PutTargetsCommand({ ...address, Targets: wanted }),
      );
      const [failed] = FailedEntries ?? [];
      if (failed !== undefined) throw new Error(`target ${failed.TargetId}: ${failed.ErrorMessage}`);
    }
    return { ref: name, attributes: { Arn: RuleArn } };
  },
};

function planSchedules(name: string, expression: string, properties: JsonRecord, context: ResourceContext) {
  const ruleArn = `arn:aws:events:${context.region}:${context.accountId}:rule/${name}`;
  for (const target of recordsAt(properties, 'Targets')) {
    context.plan.schedules.push({
      ruleArn,
      functionArn: textAt(target, 'Arn'),
      expression,
      input: optionalTextAt(target, 'Input'),
    });
  }
  return { ref: name, attributes: { Arn: ruleArn } };
}

async function removeOthers(
  address: { Rule: string; EventBusName?: string },
  wanted: readonly Target[],
  context: ResourceContext,
): Promise<void> {
  const { eventbridge } = context.clients;
  const { Targets } = await eventbridge.send(new ListTargetsByRuleCommand(address));
  const others = (Targets ?? [])
    .map(({ Id }) => Id)
    .filter(id => id !== undefined)
    .filter(id => !wanted.some(target => target.Id === id));
  if (others.length > 0) {
    await eventbridge.send(new RemoveTargetsCommand({ ...address, Ids: others }));
  }
}

function targetOf(properties: JsonRecord): Target {
  const input = optionalTextAt(properties, 'Input');
  const inputPath = optionalTextAt(properties, 'InputPath');
  const transformer = recordAt(properties, 'InputTransformer');
  const sqs = recordAt(properties, 'SqsParameters');
  const deadLetters = recordAt(properties, 'DeadLetterConfig');
  const retryPolicy = recordAt(properties, 'RetryPolicy');
  return {
    Id: textAt(properties, 'Id'),
    Arn: textAt(properties, 'Arn'),
    ...(input !== undefined && { Input: input }),
    ...(inputPath !== undefined && { InputPath: inputPath }),
    ...(transformer !== undefined && {
      InputTransformer: {
        InputTemplate: textAt(transformer, 'InputTemplate'),
        InputPathsMap: textsOf(recordAt(transformer, 'InputPathsMap') ?? {}),
      },
    }),
    ...(sqs !== undefined && { SqsParameters: { MessageGroupId: textAt(sqs, 'MessageGroupId') } }),
    ...(retryPolicy !== undefined && { RetryPolicy: retryPolicyOf(retryPolicy) }),
    ...(deadLetters !== undefined && { DeadLetterConfig: { Arn: textAt(deadLetters, 'Arn') } }),
  };
}

function retryPolicyOf(properties: JsonRecord): NonNullable<Target['RetryPolicy']> {
  const attempts = optionalNumberAt(properties, 'MaximumRetryAttempts');
  const ageSeconds = optionalNumberAt(properties, 'MaximumEventAgeInSeconds');
  return {
    ...(attempts !== undefined && { MaximumRetryAttempts: attempts }),
    ...(ageSeconds !== undefined && { MaximumEventAgeInSeconds: ageSeconds }),
  };
}

function textsOf(values: JsonRecord): Record<string, string> {
  return Object.fromEntries(Object.keys(values).map(name => [name, textAt(values, name)]));
}
