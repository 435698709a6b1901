import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App } from 'aws-cdk-lib/core';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { ConsoleStack } from '../../lib/console-stack.ts';
import { FinehookStack } from '../../lib/finehook-stack.ts';
import type { FinehookProperties } from '../../lib/properties.ts';

const synthesized = new Map<string, Template>();

/** The console's, for an API of another stack. */
export function synthesizeConsole(properties: FinehookProperties = {}): Template {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const apiHost = 'api.execute-api.eu-central-1.amazonaws.com';
  return Template.fromStack(new ConsoleStack(app, 'FinehookConsole', { properties, apiHost }));
}

/** What the console of such a deployment reads as /config.json. */
export function consoleConfig(properties: FinehookProperties = {}): unknown {
  const outdir = mkdtempSync(join(tmpdir(), 'finehook-console-'));
  const app = new App({ outdir, context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  new ConsoleStack(app, 'FinehookConsole', { properties, apiHost: 'api.example.com' });
  app.synth();
  const [file, ...others] = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter(
    name => basename(name) === 'config.json' && basename(dirname(name)).startsWith('asset.'),
  );
  if (file === undefined || others.length > 0) throw new Error('there is not one config.json');
  const config: unknown = JSON.parse(readFileSync(join(outdir, file), 'utf8'));
  rmSync(outdir, { recursive: true });
  return config;
}

/** The template as `cdk synth` makes it, with the same feature flags, but without bundling the functions. */
export function synthesize(properties: FinehookProperties = {}): Template {
  const key = JSON.stringify(properties);
  const known = synthesized.get(key);
  if (known !== undefined) return known;
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const template = Template.fromStack(new FinehookStack(app, 'Finehook', properties));
  synthesized.set(key, template);
  return template;
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Resources of one type by logical id. */
export function resourcesOf(template: Template, type: string): Record<string, Resource> {
  const { Resources }: { Resources: Record<string, Resource> } = JSON.parse(
    JSON.stringify(template.toJSON()),
  );
  return Object.fromEntries(Object.entries(Resources).filter(([, { Type }]) => Type === type));
}

/** What roles may do. Rights that one policy cannot hold the CDK puts into managed ones. */
export function rolePoliciesOf(template: Template): Resource[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap(type =>
    Object.values(resourcesOf(template, type)),
  );
}

/** Resource of a function by its folder's name, with its logical id. */
export function functionOf(
  template: Template,
  name: string,
): { logicalId: string; properties: Resource['Properties'] } {
  for (const [logicalId, { Properties }] of Object.entries(resourcesOf(template, 'AWS::Lambda::Function'))) {
    if (String(Properties.Description).startsWith(`${name}: `)) return { logicalId, properties: Properties };
  }
  throw new Error(`the template has no function ${name}`);
}

/** Statements of a policy document found anywhere in a resource's properties. */
export function statementsOf(resource: Resource): Statement[] {
  const document = resource.Properties.PolicyDocument ?? { Statement: [] };
  const { Statement }: { Statement?: Statement[] } = document;
  return Statement ?? [];
}

/** A resource of a statement as text, with references written `<LogicalId>` or `<LogicalId.Attribute>`. */
export function arnText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[intrinsic, operand] = []] = Object.entries(value);
  if (intrinsic === 'Ref') return `<${String(operand)}>`;
  if (intrinsic === 'Fn::GetAtt' && Array.isArray(operand)) return `<${operand.join('.')}>`;
  if (intrinsic === 'Fn::Join' && Array.isArray(operand)) {
    const [separator, parts]: unknown[] = operand;
    if (Array.isArray(parts)) return parts.map(arnText).join(String(separator));
  }
  return JSON.stringify(value);
}

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
