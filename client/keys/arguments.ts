import { parseArgs } from 'node:util';
import { messageOf, UsageError } from '../local-run.ts';

export const help = `Makes an API key for Finehook's management API.

  npm run keys -- create --name "CI" --companies acme,globex
  npm run keys -- create --name operator --companies '*'
  npm run keys -- create --name CI --companies acme --runtime-file .local/runtime.json

  --name NAME         what people recognise the key by
  --companies LIST    companyIds that the key may act for, separated by commas, or '*' for all
  --reveal-secrets    the key may also read the signing secrets of webhooks (scope secrets:reveal)
  --stack NAME        CloudFormation stack that has the output KeyMakerFunctionName (default: Finehook)
  --function NAME     the key-maker function itself, instead of --stack
  --runtime-file FILE a local run's file (.local/runtime.json): ask that run instead of AWS; its key-maker is the one
                      function with KeyMaker in its name
  --json              {"id","key"} on standard output, for programs

Needs the rights cloudformation:DescribeStacks and lambda:InvokeFunction on that function. The key is shown this once;
what is stored is its hash. Exit code 0: made; 1: AWS or the function refused; 2: the call was wrong.
`;

export interface Arguments {
  readonly help: boolean;
  readonly json: boolean;
  readonly name: string;
  readonly companies: readonly string[];
  readonly revealSecrets: boolean;
  readonly stack: string;
  readonly functionName: string | undefined;
  readonly runtimeFile: string | undefined;
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    name: text,
    companies: text,
    'reveal-secrets': { type: 'boolean' },
    stack: text,
    function: text,
    'runtime-file': text,
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** @throws UsageError */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const isHelp = values.help === true;
  const { name = '', function: functionName, 'runtime-file': runtimeFile } = values;
  const companies = (values.companies ?? '').split(',').map(company => company.trim());
  if (!isHelp) {
    if (positionals.length !== 1 || positionals[0] !== 'create') {
      throw new UsageError('what shall be done? Known: create; see --help');
    }
    if (name.trim() === '') throw new UsageError('--name is needed');
    if (companies.includes('')) throw new UsageError("--companies is needed: companyIds by comma, or '*'");
    if (companies.includes('*') && companies.length > 1) {
      throw new UsageError("--companies is '*' or a list, not both");
    }
    if (runtimeFile !== undefined && values.stack !== undefined) {
      throw new UsageError(
        '--runtime-file and --stack exclude each other: a local run has no CloudFormation',
      );
    }
  }
  return {
    help: isHelp,
    json: values.json === true,
    name,
    companies,
    revealSecrets: values['reveal-secrets'] === true,
    stack: values.stack ?? 'Finehook',
    functionName,
    runtimeFile,
  };
}
