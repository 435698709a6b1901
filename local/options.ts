import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartFailure } from './failure.ts';
import { type FaultPlan, readFaultPlan } from './faults/fault-plan.ts';
import { projectDirectory } from './project.ts';

/** What a run is told by its command line. */
export interface Options {
  /** Of the HTTP API; the AWS endpoint, the receiver and the console take the three after it. 0 for any free ones. */
  readonly port: number;
  /** `undefined`: nothing is kept. */
  readonly dataDirectory: string | undefined;
  readonly runtimeFile: string;
  /** Another AWS-compatible endpoint instead of the embedded emulators. */
  readonly awsEndpoint: string | undefined;
  /** A cloud assembly that exists already; without it the CDK app is synthesized. */
  readonly assembly: string | undefined;
  /** Physical names begin with it, so that two stacks can share one endpoint. */
  readonly stackName: string;
  /** Properties of the construct, by name. */
  readonly properties: Readonly<Record<string, string>>;
  /** Rules that the embedded EventBridge allows a bus; `undefined`: as many as a new account's. */
  readonly ruleQuota: number | undefined;
  /** Sample companies, webhooks and events: something to see. */
  readonly samples: boolean;
  /** What goes wrong on purpose; `undefined`: nothing. */
  readonly faults: FaultPlan | undefined;
}

export const defaultPort = 4010;
export const defaultDataDirectory = join(projectDirectory, '.local', 'data');
export const defaultRuntimeFile = join(projectDirectory, '.local', 'runtime.json');

/** Where mails come from: the embedded SES sends none, and shows them in the outbox of the receiver. */
export const localNoticeSender = 'notices@finehook.example';

/** Receivers on this machine, which the cloud refuses. */
export const localNetworks = '127.0.0.0/8,::1/128';

export const help = `npm start -- [options]

Runs the whole service on this machine: synthesizes the CDK app and runs that template.

  --port N                 port of the API; the AWS endpoint, the receiver and the console take the
                           three after it; 0 for any free ones (default ${defaultPort})
  --data DIR               where tables, queues and rules are kept (default .local/data)
  --memory                 keep nothing
  --no-samples             without sample companies, webhooks and events
  --retry-delays 1,1,1,1   seconds between the attempts of a delivery
  --rule-quota N           rules that EventBridge allows a bus; the property ruleQuota says the same (default 300)
  --strict-network         refuse receivers on this machine and plain http, as in the cloud
  --stack NAME             name of the stack, which all its resources' names begin with (default Finehook)
  --set PROPERTY=VALUE     set a property of the construct; may be repeated
  --aws-endpoint URL       use another AWS-compatible endpoint instead of the embedded emulators
                           (with --stack NAME when another Finehook is there)
  --runtime-file FILE      where URLs and keys are written as JSON (default .local/runtime.json)
  --assembly DIR           run an already synthesized cloud assembly
  --faults SEED            let AWS and the functions fail by chance, the same for the same seed (docs/reliability.md)
  --fault KIND=RATE[@CALLER,...]
                           with --faults: another rate, 0 to 1, of a kind or of \`all\`, for callers whose names have
                           such a part; may be repeated
  --help                   show this
`;

/**
 * Reads the command line.
 * @returns `'help'` when that is what was asked for
 * @throws StartFailure for an option that is unknown or has a wrong value
 */
export function readOptions(args: readonly string[]): Options | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  if (values.memory === true && values.data !== undefined) {
    throw new StartFailure('--memory keeps nothing and --data keeps everything: give one of them');
  }
  if (values.assembly !== undefined) {
    const refused = (['set', 'stack', 'retry-delays', 'rule-quota', 'strict-network'] as const).find(
      name => values[name] !== undefined,
    );
    if (refused !== undefined) {
      throw new StartFailure(`--${refused} is a matter of synthesis, and --assembly is synthesized already`);
    }
  }
  if (values.fault !== undefined && values.faults === undefined) {
    throw new StartFailure('--fault changes a rate of the faults that --faults SEED switches on');
  }
  if (values['rule-quota'] !== undefined && values['aws-endpoint'] !== undefined) {
    throw new StartFailure('--rule-quota is that of the embedded emulators, and --aws-endpoint uses others');
  }
  if (values.faults !== undefined && values['aws-endpoint'] !== undefined) {
    throw new StartFailure('--faults are those of the embedded emulators, and --aws-endpoint uses others');
  }
  return {
    port: readPort(values.port),
    dataDirectory: values.memory === true ? undefined : resolve(values.data ?? defaultDataDirectory),
    runtimeFile: resolve(values['runtime-file'] ?? defaultRuntimeFile),
    awsEndpoint: readEndpoint(values['aws-endpoint']),
    assembly: values.assembly === undefined ? undefined : resolve(values.assembly),
    stackName: readStackName(values.stack),
    properties: {
      ...(values['strict-network'] !== true && { allowedNetworks: localNetworks }),
      // Another endpoint need not have SES.
      ...(values['aws-endpoint'] === undefined && { noticeSender: localNoticeSender }),
      ...(values['retry-delays'] !== undefined && { retryDelays: values['retry-delays'] }),
      ...(values['rule-quota'] !== undefined && { ruleQuota: values['rule-quota'] }),
      ...Object.fromEntries((values.set ?? []).map(readProperty)),
    },
    samples: values['no-samples'] !== true,
    ruleQuota: readRuleQuota(values['rule-quota']),
    faults: values.faults === undefined ? undefined : readFaultPlan(values.faults, values.fault ?? []),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        memory: { type: 'boolean' },
        'no-samples': { type: 'boolean' },
        'retry-delays': { type: 'string' },
        'rule-quota': { type: 'string' },
        'strict-network': { type: 'boolean' },
        stack: { type: 'string' },
        set: { type: 'string', multiple: true },
        'aws-endpoint': { type: 'string' },
        'runtime-file': { type: 'string' },
        assembly: { type: 'string' },
        faults: { type: 'string' },
        fault: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's advice about `--` follows the first sentence.
    const [sentence] = error.message.split(/\.\s/);
    throw new StartFailure(`${sentence}. See npm start -- --help`);
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined) return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  // The three ports after it must exist too.
  if (port >= 0 && port <= 65_532) return port;
  throw new StartFailure(`--port ${text}: must be a number from 0 to 65532`);
}

function readRuleQuota(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,5}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new StartFailure(`--rule-quota ${text}: must be a number from 1 to 999999`);
}

function readEndpoint(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href.replace(/\/$/, '');
  throw new StartFailure(`--aws-endpoint ${text}: must be a URL such as http://127.0.0.1:4566`);
}

function readStackName(text = 'Finehook'): string {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html, within what names of resources leave
  if (/^[A-Za-z][A-Za-z0-9-]{0,40}$/.test(text)) return text;
  throw new StartFailure(`--stack ${text}: must be a letter, then up to 40 letters, digits and hyphens`);
}

function readProperty(text: string): [name: string, value: string] {
  const [, name, value] = /^([a-zA-Z]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new StartFailure(`--set ${text}: must be property=value, for example requestTimeout=2`);
}
