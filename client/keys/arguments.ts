import {
  type FunctionArguments,
  functionArguments,
  functionOptions,
  parseOptions,
} from '../function-arguments.ts';
import { UsageError } from '../local-run.ts';

export const help = `Makes an API key for Finehook's management API.

  npm run keys -- create --name "CI" --companies acme,globex
  npm run keys -- create --name operator --role admin --companies '*'
  npm run keys -- create --name CI --companies acme --runtime-file .local/runtime.json

  --name NAME         what people recognise the key by
  --companies LIST    companyIds that the key may act for, separated by commas, or '*' for all
  --role ROLE         admin, manager (default), reader, or publisher, which only publishes events
  --reveal-secrets    the key may also read the signing secrets of webhooks (scope secrets:reveal)
  --stack NAME        CloudFormation stack that has the output KeyMakerFunctionName (default: Finehook)
  --function NAME     the key-maker function itself, instead of --stack
  --runtime-file FILE a local run's file (.local/runtime.json): ask that run instead of AWS; its key-maker is the one
                      function with KeyMaker in its name
  --json              {"id","key"} on standard output, for programs

Needs the rights cloudformation:DescribeStacks and lambda:InvokeFunction on that function. The key is shown this once;
what is stored is its hash. Exit code 0: made; 1: AWS or the function refused; 2: the call was wrong.
`;

export interface Arguments extends FunctionArguments {
  readonly name: string;
  readonly companies: readonly string[];
  readonly role: string;
  readonly revealSecrets: boolean;
}

const text = { type: 'string' } as const;
const options = {
  ...functionOptions,
  name: text,
  companies: text,
  role: text,
  'reveal-secrets': { type: 'boolean' },
} as const;

const roles = ['admin', 'manager', 'reader', 'publisher'];

/** @throws UsageError */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseOptions(args, options);
  const { name = '', role = 'manager', 'reveal-secrets': revealSecrets = false } = values;
  const companies = (values.companies ?? '').split(',').map(company => company.trim());
  if (values.help !== true) {
    if (positionals.length !== 1 || positionals[0] !== 'create') {
      throw new UsageError('what shall be done? Known: create; see --help');
    }
    if (!roles.includes(role)) throw new UsageError(`--role ${role}: known are ${roles.join(', ')}`);
    if (name.trim() === '') throw new UsageError('--name is needed');
    if (companies.includes('')) throw new UsageError("--companies is needed: companyIds by comma, or '*'");
    if (companies.includes('*') && companies.length > 1) {
      throw new UsageError("--companies is '*' or a list, not both");
    }
  }
  return { ...functionArguments(values), name, companies, role, revealSecrets };
}
