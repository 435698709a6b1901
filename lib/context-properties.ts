import type { Node } from 'constructs';
import { defaultProperties } from './complete-properties.ts';
import { parseProperty } from './parse-property.ts';
import type { FinehookProperties } from './properties.ts';
import { PropertyError } from './property-error.ts';

const contextPrefix = 'finehook:';

/**
 * Reads the properties from CDK context: `finehook:<property>`, a text as in `cdk deploy -c finehook:retryDelays=1,1,1,1`
 * (lists with commas; an empty text is the empty list; `nouns` is JSON, or an object in cdk.json).
 * @throws PropertyError for an unknown property and for a text that is not of the property's kind
 */
export function propertiesFromContext(node: Node): FinehookProperties {
  const context: Record<string, unknown> = node.getAllContext();
  const problems: string[] = [];
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(context)) {
    if (!key.startsWith(contextPrefix)) continue;
    const name = key.slice(contextPrefix.length);
    if (!Object.hasOwn(defaultProperties, name)) {
      problems.push(
        `${key} is not a property; the properties are ${Object.keys(defaultProperties).join(', ')}`,
      );
      continue;
    }
    const parsed = parseProperty(name, value);
    if (parsed.problem === undefined) properties[name] = parsed.value;
    else problems.push(parsed.problem);
  }
  if (problems.length > 0) throw new PropertyError('CDK context', problems);
  return properties;
}
