import {
  type FunctionArguments,
  functionArguments,
  functionOptions,
  parseOptions,
} from '../function-arguments.ts';
import { UsageError } from '../local-run.ts';
import { isQueueName, type QueueName } from './redrive-all.ts';

export const help = `Sends messages back to Finehook's delivery queue.

  npm run redrive -- parking                            what failed after its last way back: first mend the fault
  npm run redrive -- rules                              what EventBridge could not deliver; goes back by itself each minute
  npm run redrive -- parking --runtime-file .local/runtime.json

  --stack NAME        CloudFormation stack that has the output DeadLetterHandlerFunctionName (default: Finehook)
  --function NAME     the dead-letter-handler function itself, instead of --stack
  --runtime-file FILE a local run's file (.local/runtime.json): ask that run instead of AWS; its dead-letter-handler is the
                      one function with DeadLetterHandler in its name
  --json              {"sentBack","dropped","parked","left"} on standard output, for programs

May be repeated, and stopped at any time: a delivery that is done is not done again. Needs the rights
cloudformation:DescribeStacks and lambda:InvokeFunction on that function. Exit code 0: the queue is empty; 1: something is
left, or AWS or the function refused; 2: the call was wrong.
`;

export interface Arguments extends FunctionArguments {
  readonly queue: QueueName;
}

/** @throws UsageError */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseOptions(args, functionOptions);
  const [queue = ''] = values.help === true ? ['parking'] : positionals;
  if (!isQueueName(queue) || positionals.length > 1) {
    throw new UsageError('which queue? Known: parking, rules; see --help');
  }
  return { ...functionArguments(values), queue };
}
