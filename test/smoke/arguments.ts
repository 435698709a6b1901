import { parseOptions } from '../../client/function-arguments.ts';
import { UsageError } from '../../client/local-run.ts';

export const help = `Runs the main job against a Finehook: an event becomes a signed call, conditions, pause and enable, retry, resend.

  npm run smoke -- --stack Finehook --receiver-url https://….execute-api.eu-central-1.amazonaws.com/
  npm run smoke -- --runtime-file .local/runtime.json

  --stack NAME        CloudFormation stack that has the outputs ApiUrl and EventBusName (default: Finehook)
  --receiver-url URL  the smoke receiver (docs/deploy.md says how to deploy it; a local run has one of its own)
  --runtime-file FILE a local run's file (.local/runtime.json): test that run instead of AWS

For AWS the variable FINEHOOK_API_KEY holds an API key for the company finehook-smoke, and the SDK's usual settings have the rights
cloudformation:DescribeStacks and events:PutEvents. Webhooks of the suite are deleted in the end. Exit code 0: all is well; 1: it is
not; 2: the call was wrong.
`;

export interface Arguments {
  readonly help: boolean;
  readonly stack: string;
  readonly receiverUrl: string | undefined;
  readonly runtimeFile: string | undefined;
}

const text = { type: 'string' } as const;
const options = {
  stack: text,
  'receiver-url': text,
  'runtime-file': text,
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws UsageError */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parseOptions(argv, options);
  const { help: isHelp = false, stack, 'receiver-url': receiverUrl, 'runtime-file': runtimeFile } = values;
  if (positionals.length > 0) throw new UsageError(`what is ${positionals[0]}? See --help`);
  if (runtimeFile !== undefined && stack !== undefined) {
    throw new UsageError('--runtime-file and --stack exclude each other');
  }
  return { help: isHelp, stack: stack ?? 'Finehook', receiverUrl, runtimeFile };
}
