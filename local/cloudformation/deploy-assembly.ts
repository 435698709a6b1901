import type { AssemblyStack } from './assembly.ts';
import { type Deployed, type Deployment, deploy } from './deploy.ts';

export interface DeployedAssembly {
  /** Of all stacks. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What the templates ask for and this run does not do, one line each. */
  readonly withoutEffect: readonly string[];
}

/**
 * Makes every stack of a cloud assembly, one after the other: a stack may read the outputs of those before it.
 * @throws TemplateError
 */
export async function deployAssembly(
  stacks: readonly AssemblyStack[],
  shared: Omit<Deployment, 'stack' | 'otherOutputs'>,
): Promise<DeployedAssembly> {
  const outputs = new Map<string, Deployed['outputs']>();
  const withoutEffect = new Map<string, Set<string>>();
  for (const stack of stacks) {
    const deployed = await deploy({ ...shared, stack, otherOutputs: outputs });
    outputs.set(stack.stackName, deployed.outputs);
    for (const [type, what] of deployed.withoutEffect) {
      withoutEffect.set(type, new Set([...(withoutEffect.get(type) ?? []), ...what]));
    }
  }
  return {
    outputs: Object.assign({}, ...outputs.values()),
    withoutEffect: [...withoutEffect].map(([type, what]) => `${type}: ${[...what].join(', ')}`).sort(),
  };
}
