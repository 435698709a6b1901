import { App } from 'aws-cdk-lib/core';
import { FinehookStack } from '../lib/finehook-stack.ts';
import { propertiesFromContext } from '../lib/properties.ts';

const app = new App();
new FinehookStack(app, 'Finehook', propertiesFromContext(app.node));
