import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { isObject } from '../exact-json.ts';
import type { LocalRun } from '../local-run.ts';

const outputName = 'KeyMakerFunctionName';
/** Part of the function's name, by its construct id. */
const namePart = 'KeyMaker';

export interface MadeKey {
  readonly id: string;
  readonly key: string;
}

/** What the function said, in its own words. */
export interface FunctionAnswer {
  readonly payload: string;
  readonly failed: boolean;
}

/** The AWS calls of the command. */
export interface KeyMakerCalls {
  /** Outputs of a CloudFormation stack, by name. */
  stackOutputs(stack: string): Promise<ReadonlyMap<string, string>>;
  /** Names of all functions. */
  functionNames(): Promise<readonly string[]>;
  invoke(functionName: string, payload: string): Promise<FunctionAnswer>;
}

/** @throws Error when the stack is not Finehook's */
export async function findKeyMaker(calls: KeyMakerCalls, stack: string): Promise<string> {
  const name = (await calls.stackOutputs(stack)).get(outputName);
  if (name === undefined) throw new Error(`the stack ${stack} has no output ${outputName}`);
  return name;
}

/** A local run has no CloudFormation to ask. @throws Error when it has no key-maker, or several */
export async function findLocalKeyMaker(calls: KeyMakerCalls): Promise<string> {
  const found = (await calls.functionNames()).filter(name => name.includes(namePart));
  const [name] = found;
  if (name === undefined) throw new Error(`the local run has no function with ${namePart} in its name`);
  if (found.length > 1) throw new Error(`say which one by --function: ${found.join(', ')}`);
  return name;
}

/** @throws Error with what the function said, if that was no key */
export async function makeKey(
  calls: KeyMakerCalls,
  functionName: string,
  { name, companies }: { readonly name: string; readonly companies: readonly string[] },
): Promise<MadeKey> {
  const { payload, failed } = await calls.invoke(
    functionName,
    JSON.stringify({ operation: 'create', companies, name }),
  );
  const answer: unknown = failed ? undefined : JSON.parse(payload);
  if (isObject(answer) && typeof answer.id === 'string' && typeof answer.key === 'string') {
    return { id: answer.id, key: answer.key };
  }
  throw new Error(failed ? `${functionName} refused: ${payload}` : `${functionName} gave no key`);
}

/** @param local `undefined` for AWS itself, by the SDK's usual settings */
export function connect(local: LocalRun | undefined): KeyMakerCalls {
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
