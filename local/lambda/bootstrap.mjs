/**
 * The process that runs one Lambda function's bundle: `node bootstrap.mjs <file> <export>` with an IPC channel. It answers
 * `{"kind":"ready"}`, then one `{"kind":"ok" | "error","payload"}` for each message `{"requestId","payload","deadlineMs",
 * "functionArn"}`, and `{"kind":"fatal","payload"}` before it ends on an error. Plain JavaScript, because stripping types would cost every cold start.
 */
import { pathToFileURL } from 'node:url';

const [file, exportName] = process.argv.slice(2);
const maximumResponseBytes = 6_291_556;

const send = process.send.bind(process);
let invocation;

function describe(error) {
  if (error instanceof Error || (typeof error === 'object' && error !== null && 'stack' in error)) {
    return {
      errorType: error.name || 'Error',
      errorMessage: String(error.message),
      trace: String(error.stack).split('\n'),
    };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function fail(kind, error) {
  const payload = JSON.stringify(describe(error));
  console.error(payload);
  send({ kind, payload });
}

// What nobody caught ends the process, as in Lambda; the invocation under way gets the error first.
function end(error) {
  const payload = JSON.stringify(describe(error));
  console.error(payload);
  send({ kind: 'fatal', payload }, () => process.exit(129));
}

process.on('uncaughtException', end);
process.on('unhandledRejection', reason => {
  const error = describe(reason);
  end({
    name: 'Runtime.UnhandledPromiseRejection',
    message: `${error.errorType}: ${error.errorMessage}`,
    stack: error.trace.join('\n'),
  });
});
// The terminal sends these to the whole group; the main process decides when a worker ends. Without it there is no channel.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('disconnect', () => process.exit(0));

function contextOf({ requestId, deadlineMs }) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: invocation.functionArn,
    awsRequestId: requestId,
    // Lambda's own clock, whatever a function may do to its Date.
    getRemainingTimeInMillis: () => Math.round(deadlineMs - performance.timeOrigin - performance.now()),
  };
}

async function run(handler, message) {
  invocation = message;
  try {
    const result = await handler(JSON.parse(message.payload), contextOf(message));
    const payload = JSON.stringify(result) ?? 'null';
    if (Buffer.byteLength(payload) > maximumResponseBytes) {
      throw Object.assign(
        new Error(
          `Response payload size exceeded maximum allowed payload size (${maximumResponseBytes} bytes).`,
        ),
        { name: 'Function.ResponseSizeTooLarge' },
      );
    }
    send({ kind: 'ok', payload });
  } catch (error) {
    fail('error', error);
  }
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}

try {
  const module = await import(pathToFileURL(file).href);
  const handler = module[exportName];
  if (typeof handler !== 'function') {
    throw named('Runtime.HandlerNotFound', `${file} exports no function ${exportName}`);
  }
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html: Node.js 24 and later have no callback handlers.
  if (handler.length > 2) {
    throw named('Runtime.CallbackHandlerDeprecated', 'the runtime takes no handlers with a callback');
  }
  process.on('message', message => {
    // What is no invocation is for modules that were loaded beside the function.
    if (message.requestId !== undefined) void run(handler, message);
  });
  send({ kind: 'ready' });
} catch (error) {
  end(error);
}
