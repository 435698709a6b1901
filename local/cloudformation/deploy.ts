import { createHash } from 'node:crypto';
import { asRecord, asText, type Json, type JsonRecord, optionalTextAt, recordAt, textAt } from '../json.ts';
import type { AssemblyStack } from './assembly.ts';
import type { AwsClients } from './aws-clients.ts';
import { propertiesWithoutEffect, unknownProperties } from './coverage.ts';
import { creationWaves, referencesOf } from './dependencies.ts';
import { resolve, type Scope, TemplateError } from './intrinsics.ts';
import type { CreatedResource, ResourceType } from './resource-type.ts';
import type { RunPlan } from './run-plan.ts';
import { pseudoParameters, templateScope } from './template-scope.ts';

export interface Deployment {
  readonly stack: AssemblyStack;
  /** What the stacks that were made before gave out, by stack and name. */
  readonly otherOutputs?: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  readonly clients: AwsClients;
  readonly plan: RunPlan;
  readonly region: string;
  readonly accountId: string;
}

export interface Deployed {
  readonly outputs: Readonly<Record<string, string>>;
  /** What the template asks for and this run does not do, by resource type. */
  readonly withoutEffect: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What may stand beside a resource's properties; none of it means anything to a run that is thrown away as a whole. */
const resourceAttributes = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
]);

const templateSections = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Rules',
  'Resources',
  'Outputs',
]);

/**
 * Makes everything in the template, in the order of its references, through the ordinary AWS APIs. What exists already is
 * brought up to the template.
 * @throws TemplateError before anything is made, when the template has a type or a property that the local run does not know
 */
export async function deploy(deployment: Deployment): Promise<Deployed> {
  const { stack, resourceTypes, otherOutputs } = deployment;
  const { template, stackName } = stack;
  for (const section of Object.keys(template)) {
    if (!templateSections.has(section)) throw new TemplateError(`the local run does not know ${section}`);
  }

  const created = new Map<string, CreatedResource>();
  const scope = templateScope(
    template,
    pseudoParameters({ ...deployment, stackName }),
    created,
    (name, output) => otherOutputs?.get(name)?.[output],
  );
  const resources = wantedResources(template, scope);
  const types = new Map(
    [...resources].map(([id, resource]) => [id, knownType(id, resource, resourceTypes)] as const),
  );
  const providers = customResourceProviders(resources);

  for (const wave of creationWaves(resources)) {
    await Promise.all(
      wave.map(async logicalId => {
        const type = types.get(logicalId);
        if (type === undefined) return;
        const properties = asRecord(
          resolve(recordAt(resources.get(logicalId) ?? {}, 'Properties') ?? {}, scope, logicalId),
          logicalId,
        );
        const context = {
          logicalId,
          stackName,
          region: deployment.region,
          accountId: deployment.accountId,
          clients: deployment.clients,
          plan: deployment.plan,
          makesCustomResources: providers.has(logicalId),
          physicalName: (maxLength: number) => physicalName(stackName, logicalId, maxLength),
          assetPath: (objectKey: string) => stack.assetPath(objectKey),
        };
        try {
          created.set(logicalId, await type.create(properties, context));
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new TemplateError(`${logicalId}: ${reason}`, { cause: error });
        }
      }),
    );
  }
  return {
    outputs: resolveOutputs(template, scope),
    withoutEffect: effectless(resources, types),
  };
}

function wantedResources(template: JsonRecord, scope: Scope): Map<string, JsonRecord> {
  const wanted = new Map<string, JsonRecord>();
  for (const [id, value] of Object.entries(recordAt(template, 'Resources') ?? {})) {
    const resource = asRecord(value, id);
    const condition = optionalTextAt(resource, 'Condition');
    if (condition === undefined || scope.condition(condition) === true) wanted.set(id, resource);
  }
  return wanted;
}

/** The functions that CloudFormation calls for resources of types of their own. */
function customResourceProviders(resources: ReadonlyMap<string, JsonRecord>): ReadonlySet<string> {
  const tokens = [...resources.values()].map(
    resource => recordAt(resource, 'Properties')?.ServiceToken ?? null,
  );
  return referencesOf(tokens);
}

function knownType(
  id: string,
  resource: JsonRecord,
  resourceTypes: ReadonlyMap<string, ResourceType>,
): ResourceType {
  const typeName = textAt(resource, 'Type');
  const type = resourceTypes.get(typeName);
  if (type === undefined) {
    throw new TemplateError(
      `${id} is a ${typeName}, which the local run does not know. It needs a file in local/resources and an entry in local/resources/registry.ts.`,
    );
  }
  const attribute = Object.keys(resource).find(name => !resourceAttributes.has(name));
  const [property] = unknownProperties(recordAt(resource, 'Properties') ?? {}, type);
  if (attribute !== undefined || property !== undefined) {
    throw new TemplateError(
      `${id} (${typeName}) has ${attribute ?? `the property ${property}`}, which the local run does not know`,
    );
  }
  return type;
}

/** `Finehook-DeliveryQueue`; a name over the limit ends in a hash instead. */
export function physicalName(stackName: string, logicalId: string, maxLength: number): string {
  const name = `${stackName}-${logicalId}`;
  if (name.length <= maxLength) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, maxLength - hash.length - 1)}-${hash}`;
}

function resolveOutputs(template: JsonRecord, scope: Scope): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [name, value] of Object.entries(recordAt(template, 'Outputs') ?? {})) {
    const output: Json = resolve(asRecord(value, name).Value ?? '', scope, `Outputs.${name}`);
    outputs[name] = asText(output, `Outputs.${name}`);
  }
  return outputs;
}

function effectless(
  resources: ReadonlyMap<string, JsonRecord>,
  types: ReadonlyMap<string, ResourceType>,
): Map<string, Set<string>> {
  const lines = new Map<string, Set<string>>();
  for (const [id, resource] of resources) {
    const type = types.get(id);
    if (type === undefined) continue;
    const name = textAt(resource, 'Type');
    const properties = propertiesWithoutEffect(recordAt(resource, 'Properties') ?? {}, type);
    if (type.notEmulated === undefined && properties.length === 0) continue;
    const line = lines.get(name) ?? new Set<string>();
    lines.set(name, line);
    if (type.notEmulated !== undefined) line.add(type.notEmulated);
    else for (const property of properties) line.add(property);
  }
  return lines;
}
