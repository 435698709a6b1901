import { isJson } from '../is-json.ts';
import { constraintBroken, type Input, isInput, optionalInteger, optionalText, text } from '../json-input.ts';
import { invalid } from './errors.ts';
import { checkInputTransformer, type InputTransformer, readInputTransformer } from './input-transformer.ts';
import { parseJsonPath } from './json-path.ts';

/** A target as it was put; it is given back in the same form. */
export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: InputTransformer;
  readonly SqsParameters?: { readonly MessageGroupId?: string };
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly RetryPolicy?: {
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
  };
}

/** The kinds of targets that are emulated. */
export type TargetKind = 'sqs' | 'lambda' | 'event-bus';

const emulatedMembers: ReadonlySet<string> = new Set([
  'Arn',
  'DeadLetterConfig',
  'Id',
  'Input',
  'InputPath',
  'InputTransformer',
  'RetryPolicy',
  'RoleArn',
  'SqsParameters',
]);

/** What a target's ARN leads to; undefined for a kind that is not emulated. */
export function targetKind(arn: string): TargetKind | undefined {
  if (/^arn:aws:sqs:[^:]+:\d{12}:[^:]+$/.test(arn)) return 'sqs';
  if (/^arn:aws:lambda:[^:]+:\d{12}:function:[^:]+(:[^:]+)?$/.test(arn)) return 'lambda';
  if (/^arn:aws:events:[^:]+:\d{12}:event-bus\/.+$/.test(arn)) return 'event-bus';
  return undefined;
}

/** Reads a target of PutTargets: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html */
export function readTarget(input: Input): Target {
  const id = text(input, 'Id', { maxLength: 64, pattern: /^[.\-_A-Za-z0-9]+$/ });
  const arn = text(input, 'Arn', { maxLength: 1600 });
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(arn)) {
    throw invalid(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  const kind = targetKind(arn);
  if (kind === undefined) {
    throw invalid(
      `The target ${arn} is of a kind that this emulator does not have: queues, functions and event buses.`,
    );
  }
  const unknown = Object.keys(input).find(name => input[name] !== null && !emulatedMembers.has(name));
  if (unknown !== undefined) throw invalid(`${unknown} of target ${id} is not emulated.`);
  const transformer = readInputTransformer(input.InputTransformer);
  if (transformer !== undefined) checkInputTransformer(id, transformer);
  const inputs = [input.Input, input.InputPath, transformer].filter(it => it !== undefined && it !== null);
  if (inputs.length > 1) {
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  const groupId = messageGroupId(input);
  if (kind === 'sqs' && arn.endsWith('.fifo') && groupId === undefined) {
    throw invalid(`Parameter(s) SqsParameters must be specified for target: ${id}.`);
  }
  const roleArn = optionalText(input, 'RoleArn', { minLength: 1, maxLength: 1600 });
  const retryPolicy = readRetryPolicy(input.RetryPolicy);
  const deadLetterArn = readDeadLetterArn(input.DeadLetterConfig);
  return {
    Id: id,
    Arn: arn,
    ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
    ...constantOrPath(id, input),
    ...(transformer === undefined ? {} : { InputTransformer: transformer }),
    ...(groupId === undefined ? {} : { SqsParameters: { MessageGroupId: groupId } }),
    ...(deadLetterArn === undefined ? {} : { DeadLetterConfig: { Arn: deadLetterArn } }),
    ...(retryPolicy === undefined ? {} : { RetryPolicy: retryPolicy }),
  };
}

function constantOrPath(id: string, input: Input): Pick<Target, 'Input' | 'InputPath'> {
  const constant = optionalText(input, 'Input', { maxLength: 8192 });
  const path = optionalText(input, 'InputPath', { maxLength: 256 });
  if (constant !== undefined && !isJson(constant)) {
    throw invalid(`JSON syntax error in input for target ${id}: not a valid JSON text.`);
  }
  if (path !== undefined && parseJsonPath(path) === undefined) {
    throw invalid(`Invalid InputPath for target ${id}.`);
  }
  return {
    ...(constant === undefined ? {} : { Input: constant }),
    ...(path === undefined ? {} : { InputPath: path }),
  };
}

function messageGroupId(input: Input): string | undefined {
  const parameters = input.SqsParameters ?? undefined;
  return isInput(parameters) ? optionalText(parameters, 'MessageGroupId', { maxLength: 100 }) : undefined;
}

function readDeadLetterArn(value: unknown): string | undefined {
  if (!isInput(value)) return undefined;
  const arn = optionalText(value, 'Arn', { minLength: 1, maxLength: 1600 });
  if (arn === undefined || (targetKind(arn) === 'sqs' && !arn.endsWith('.fifo'))) return arn;
  throw constraintBroken('deadLetterConfig.arn', arn, 'be the ARN of a standard SQS queue');
}

function readRetryPolicy(value: unknown): Target['RetryPolicy'] {
  if (!isInput(value)) return undefined;
  const attempts = optionalInteger(value, 'MaximumRetryAttempts', { least: 0, most: 185 });
  const age = optionalInteger(value, 'MaximumEventAgeInSeconds', { least: 60, most: 86_400 });
  return {
    ...(attempts === undefined ? {} : { MaximumRetryAttempts: attempts }),
    ...(age === undefined ? {} : { MaximumEventAgeInSeconds: age }),
  };
}

/** Whether a stored value is a target. */
export function isTarget(value: unknown): value is Target {
  return isInput(value) && typeof value.Id === 'string' && typeof value.Arn === 'string';
}
