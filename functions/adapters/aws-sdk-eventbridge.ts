import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { translated } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';
import type { EventBridge } from './eventbridge-client.ts';

/** PutEvents through AWS's SDK, by default with our time limits. */
export function sdkEventBridge(client = new EventBridgeClient(sdkSettings)): EventBridge {
  return { putEvents: input => translated(client.send(new PutEventsCommand(input))) };
}
