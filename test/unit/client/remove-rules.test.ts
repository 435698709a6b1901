import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  ListRulesCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { help } from '../../../client/remove-rules/arguments.ts';
import { connect } from '../../../client/remove-rules/bus-rules.ts';
import { removeRules } from '../../../client/remove-rules.ts';
import {
  createQueue,
  startTestEndpoint,
  type TestEndpoint,
} from '../../conformance/endpoint/test-endpoint.ts';

const uuid = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const stackIdOf = (id: string) => `arn:aws:cloudformation:eu-central-1:123456789012:stack/My-Hooks/${id}`;

let run: TestEndpoint;
beforeAll(async () => {
  run = await startTestEndpoint();
});
afterAll(() => run.close());

async function call(args: readonly string[], stackId?: string) {
  const out: string[] = [];
  const err: string[] = [];
  const settings = {
    endpoint: run.endpoint.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  };
  const code = await removeRules(args, {
    out: line => out.push(line),
    err: line => err.push(line),
    connect: () => ({
      ...connect(settings),
      stackId: async name => (name === 'My-Hooks' ? stackId : 'another'),
    }),
  });
  return { code, out, err };
}

/** A bus with rules of 101 webhooks, more than a page holds, and one of somebody else. */
async function busWithRules(bus: string): Promise<void> {
  await run.events.send(new CreateEventBusCommand({ Name: bus }));
  const { arn: Arn } = await createQueue(run.sqs, 'queue');
  const names = Array.from({ length: 101 }, (_, i) => `whk_${String(i).padStart(4, '0')}`);
  const make = async (Name: string) => {
    await run.events.send(new PutRuleCommand({ EventBusName: bus, Name, EventPattern: '{"source":["a"]}' }));
    const Targets = [{ Id: 'delivery-queue', Arn }];
    await run.events.send(new PutTargetsCommand({ EventBusName: bus, Rule: Name, Targets }));
  };
  await Promise.all([...names, 'archive'].map(make));
}

const ruleNames = async (EventBusName: string) =>
  (await run.events.send(new ListRulesCommand({ EventBusName, Limit: 100 }))).Rules?.map(({ Name }) => Name);

describe('a bus that a destroyed stack has left behind', () => {
  const bus = `My-Hooks-events-${uuid}`;

  it('loses the rules of its webhooks, and no other, so that it can be deleted', async () => {
    await busWithRules(bus);
    expect(await call(['--bus', bus], stackIdOf('another-uuid'))).toEqual({
      code: 0,
      out: [`removed 101 rules of ${bus}`],
      err: [],
    });
    expect(await ruleNames(bus)).toEqual(['archive']);
    expect((await call(['--bus', bus])).out).toEqual([`removed 0 rules of ${bus}`]);
    await expect(run.events.send(new DeleteEventBusCommand({ Name: bus }))).rejects.toThrow('it has rules');
  });

  it('keeps them as long as its stack is there', async () => {
    await run.events.send(
      new PutRuleCommand({ EventBusName: bus, Name: 'whk_kept', EventPattern: '{"source":["a"]}' }),
    );
    expect(await call(['--bus', bus], stackIdOf(uuid))).toEqual({
      code: 1,
      out: [],
      err: [`the stack My-Hooks is still there, and ${bus} is its bus: destroy it first (cdk destroy)`],
    });
    expect(await ruleNames(bus)).toEqual(['archive', 'whk_kept']);
  });
});

it('says what AWS says of a bus that is not there', async () => {
  const { code, err } = await call(['--bus', `Gone-events-${uuid}`]);
  expect([code, err]).toEqual([1, [`Event bus Gone-events-${uuid} does not exist.`]]);
});

it('prints its help', async () => {
  expect(await call(['--help'])).toEqual({ code: 0, out: [help], err: [] });
});

it.each([
  [[], 'which bus? --bus NAME; see --help'],
  [['--bus', 'a', 'b'], 'which bus? --bus NAME; see --help'],
  [['--bus', 'default'], 'default is not named as the bus of a Finehook: <stack>-events-<uuid of the stack>'],
])('%j is a wrong call', async (args, message) => {
  expect(await call(args)).toEqual({ code: 2, out: [], err: [message] });
});
