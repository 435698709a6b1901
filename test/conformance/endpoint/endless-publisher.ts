import {
  CreateEventBusCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { allowRules, createQueue, startTestEndpoint } from './test-endpoint.ts';

/** A process of its own, to be killed, that publishes without end and prints the ids of the events it got an answer for. */
const run = await startTestEndpoint({ dataDirectory: process.argv[2] ?? '' });
const { arn } = await createQueue(run.sqs, 'queue', allowRules('bus'));
const bus = { EventBusName: 'bus' };
await run.events.send(new CreateEventBusCommand({ Name: 'bus' }));
await run.events.send(new PutRuleCommand({ ...bus, Name: 'all', EventPattern: '{"source":["app"]}' }));
await run.events.send(new PutTargetsCommand({ ...bus, Rule: 'all', Targets: [{ Id: 'queue', Arn: arn }] }));
for (;;) {
  const entry = { ...bus, Source: 'app', DetailType: 't', Detail: '{}' };
  const { Entries } = await run.events.send(new PutEventsCommand({ Entries: [entry, entry] }));
  for (const { EventId } of Entries ?? []) console.log(EventId);
}
