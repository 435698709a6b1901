import { App } from 'aws-cdk-lib/core';
import { ConsoleStack } from '../lib/console-stack.ts';
import { propertiesFromContext } from '../lib/context-properties.ts';
import { FinehookStack } from '../lib/finehook-stack.ts';

const app = new App();
/** `-c stackName=…`: a second Finehook in the same account and region. */
const stackName = String(app.node.tryGetContext('stackName') ?? 'Finehook');
const properties = propertiesFromContext(app.node);
const { finehook } = new FinehookStack(app, stackName, properties);
if (properties.console !== false) {
  new ConsoleStack(app, `${stackName}Console`, { properties, apiHost: finehook.apiHost });
}
