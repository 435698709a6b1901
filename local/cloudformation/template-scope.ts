import { asRecord, asText, type Json, type JsonRecord, recordAt } from '../json.ts';
import { resolve, type Scope, TemplateError } from './intrinsics.ts';
import type { CreatedResource } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
export function pseudoParameters(stack: {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
}): Readonly<Record<string, string>> {
  const { stackName, region, accountId } = stack;
  return {
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}

/** Everything that names in a template stand for, as far as it has been made. Parameters have their defaults. */
export function templateScope(
  template: JsonRecord,
  pseudo: Readonly<Record<string, string>>,
  created: ReadonlyMap<string, CreatedResource>,
  stackOutput: Scope['stackOutput'],
): Scope {
  const parameters = recordAt(template, 'Parameters') ?? {};
  const mappings = recordAt(template, 'Mappings') ?? {};
  const conditions = recordAt(template, 'Conditions') ?? {};
  const known = new Map<string, boolean>();

  const scope: Scope = {
    ref(name) {
      const parameter = parameters[name];
      if (parameter !== undefined) return parameterDefault(name, asRecord(parameter, name));
      return pseudo[name] ?? created.get(name)?.ref;
    },
    attribute: (logicalId, name) => created.get(logicalId)?.attributes[name],
    condition(name) {
      const definition = conditions[name];
      if (definition === undefined) return undefined;
      const value = known.get(name) ?? resolve(definition, scope, `Conditions.${name}`) === true;
      known.set(name, value);
      return value;
    },
    mapping(name, first, second) {
      const map = asRecord(mappings[name] ?? {}, name);
      return asRecord(map[first] ?? {}, `${name}.${first}`)[second];
    },
    stackOutput,
  };
  return scope;
}

function parameterDefault(name: string, parameter: JsonRecord): Json {
  const value = parameter.Default;
  // The default of such a parameter is the name of an SSM parameter, not its value.
  if (value === undefined || asText(parameter.Type, name).startsWith('AWS::SSM::Parameter')) {
    throw new TemplateError(`the parameter ${name} has no value on the local run`);
  }
  return value;
}
