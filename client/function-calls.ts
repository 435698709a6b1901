import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import type { LocalRun } from './local-run.ts';

/** What the function said, in its own words. */
export interface FunctionAnswer {
  readonly payload: string;
  readonly failed: boolean;
}

/** The AWS calls of a command that lets a function of the stack do the work. */
export interface FunctionCalls {
  /** Outputs of a CloudFormation stack, by name. */
  stackOutputs(stack: string): Promise<ReadonlyMap<string, string>>;
  /** Names of all functions. */
  functionNames(): Promise<readonly string[]>;
  invoke(functionName: string, payload: string): Promise<FunctionAnswer>;
}

/** How a command finds its function. */
export interface FunctionPlace {
  /** The stack's output that names it. */
  readonly outputName: string;
  /** Part of the function's name, by its construct id. */
  readonly namePart: string;
}

/** Which of the options that name a function were given. */
export interface GivenPlace {
  readonly stack: string;
  readonly functionName: string | undefined;
}

/**
 * The name of the function: as given, else by the stack's output, or, as a local run has no CloudFormation, by its name.
 * @param local `undefined` for AWS itself
 * @throws Error when there is none, or several
 */
export async function findFunction(
  calls: FunctionCalls,
  local: LocalRun | undefined,
  { outputName, namePart }: FunctionPlace,
  { stack, functionName }: GivenPlace,
): Promise<string> {
  if (functionName !== undefined) return functionName;
  if (local === undefined) {
    const name = (await calls.stackOutputs(stack)).get(outputName);
    if (name === undefined) throw new Error(`the stack ${stack} has no output ${outputName}`);
    return name;
  }
  const found = (await calls.functionNames()).filter(name => name.includes(namePart));
  const [name] = found;
  if (name === undefined) throw new Error(`the local run has no function with ${namePart} in its name`);
  if (found.length > 1) throw new Error(`say which one by --function: ${found.join(', ')}`);
  return name;
}

/** @param local `undefined` for AWS itself, by the SDK's usual settings */
export function connect(local: LocalRun | undefined): FunctionCalls {
  const settings =
    local === undefined
      ? {}
      : { endpoint: local.endpoint, region: local.region, credentials: local.credentials };
  return {
    async stackOutputs(stack) {
      const { Stacks } = await new CloudFormationClient(settings).send(
        new DescribeStacksCommand({ StackName: stack }),
      );
      const outputs = Stacks?.[0]?.Outputs ?? [];
      return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
    },
    async functionNames() {
      const names: string[] = [];
      for await (const { Functions = [] } of paginateListFunctions(
        { client: new LambdaClient(settings) },
        {},
      )) {
        names.push(...Functions.map(({ FunctionName = '' }) => FunctionName));
      }
      return names;
    },
    async invoke(functionName, payload) {
      const { Payload, FunctionError } = await new LambdaClient(settings).send(
        new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(payload) }),
      );
      return {
        payload: Buffer.from(Payload ?? []).toString('utf8'),
        failed: FunctionError !== undefined,
      };
    },
  };
}
