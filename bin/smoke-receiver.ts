import { App } from 'aws-cdk-lib/core';
import { SmokeReceiverStack } from '../lib/smoke-receiver-stack.ts';

new SmokeReceiverStack(new App(), 'FinehookSmokeReceiver');
