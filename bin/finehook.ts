import { App } from 'aws-cdk-lib/core';
import { propertiesFromContext } from '../lib/context-properties.ts';
import { FinehookStack } from '../lib/finehook-stack.ts';

const app = new App();
/** `-c stackName=…`: a second Finehook in the same account and region. */
const stackName: unknown = app.node.tryGetContext('stackName') ?? 'Finehook';
new FinehookStack(app, String(stackName), propertiesFromContext(app.node));
