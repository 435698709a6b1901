import { join } from 'node:path';
import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge';
import { announcement } from './announcement.ts';
import { firstApiKey } from './api-key.ts';
import type { Cleanup } from './cleanup.ts';
import { readAssembly } from './cloudformation/assembly.ts';
import { type AwsClients, closeAwsClients, createAwsClients } from './cloudformation/aws-clients.ts';
import { type DeployedAssembly, deployAssembly } from './cloudformation/deploy-assembly.ts';
import { emptyPlan } from './cloudformation/run-plan.ts';
import { startDistributionServer } from './cloudfront/server.ts';
import { samplePortalLink, withConsoleUrl } from './console.ts';
import { lockDataDirectory } from './data-lock.ts';
import { notEmulated as endpointNotEmulated, startAwsEndpoint } from './emulators/aws-endpoint.ts';
import { openStore } from './emulators/store.ts';
import { startEventSources } from './event-sources.ts';
import { StartFailure } from './failure.ts';
import { mappingKey, startFaults } from './faults/run-faults.ts';
import { createFunctions } from './functions.ts';
import { startHttpApi } from './http-api/server.ts';
import { createInvoker, type InvocationLine, type Invoker } from './lambda/invoker.ts';
import { createQueueSender } from './lambda/queue-sender.ts';
import { startSchedules } from './lambda/schedules.ts';
import { invocationText, type Logs, openLogs } from './logs.ts';
import type { Options } from './options.ts';
import { choosePorts } from './ports.ts';
import { startReceiver } from './receiver/server.ts';
import { resourceTypes } from './resources/registry.ts';
import { makeRunDirectory } from './run-directory.ts';
import { assertNotRunning, type Runtime, removeRuntimeFile, writeRuntimeFile } from './runtime-file.ts';
import { startSamples } from './samples/samples.ts';
import { synthesize } from './synthesize.ts';

const region = 'us-east-1';
const embeddedAccountId = '000000000000';
/** No person's: the embedded endpoint lets keys that no function has do everything, and other emulators take any. */
const access = { accessKeyId: 'test', secretAccessKey: 'test' };

/** What this run itself does otherwise than Lambda, API Gateway and CloudFront. */
const notEmulated = [
  'Lambda: an instance is not frozen between invocations; what failed can go to SQS queues only',
  'API Gateway: no TLS, no access logs, no metrics',
  'CloudFront: no TLS, no caches, no compression',
];

/**
 * Starts everything; resolves with what to print when the service can be used.
 * @param progress is told each step
 * @param cleanup gets what has to be ended, also when the start fails half-way
 * @throws StartFailure for what the user can mend
 */
export async function startRun(
  options: Options,
  progress: (step: string) => void,
  cleanup: Cleanup,
): Promise<string> {
  await assertNotRunning(options.runtimeFile);
  const ports = await choosePorts(options.port);
  if (options.dataDirectory !== undefined) {
    cleanup.add('data lock', lockDataDirectory(options.dataDirectory));
  }
  const directory = makeRunDirectory(Date.now(), options.dataDirectory);
  cleanup.add('run directory', () => directory.removeAssembly());
  const logs = openLogs(directory.logs, () => new Date());
  cleanup.add('logs', () => logs.close());

  const faults = options.faults && startFaults(options.faults, line => logs.message(line));
  if (faults !== undefined) cleanup.add('faults', () => faults.close());

  let invoker: Invoker | undefined;
  const embedded = options.awsEndpoint === undefined;
  const startEndpoint = async () => {
    const endpoint = await startAwsEndpoint({
      port: ports.awsEndpoint,
      region,
      accountId: embeddedAccountId,
      // Beside another endpoint this one serves Lambda only.
      ...(embedded && options.dataDirectory !== undefined && { dataDirectory: options.dataDirectory }),
      ...(options.ruleQuota !== undefined && { eventBridgeLimits: { rulesPerBus: options.ruleQuota } }),
      log: line => logs.message(line),
      invoke: async request => (await invoker?.invoke(request)) ?? { kind: 'throttled' },
      functionNames: () => invoker?.functionNames() ?? [],
      ...(faults !== undefined && { faults: faults.endpoint }),
    });
    cleanup.add('AWS endpoint', () => endpoint.close());
    return endpoint;
  };
  const assembly = options.assembly ?? directory.assembly;
  if (options.assembly === undefined) progress('synthesizing the CDK app');
  const [{ endpoint, receiver }, httpApi, distributionServer] = await Promise.all([
    startEndpoint().then(async endpoint => {
      // Mails that are sent to another endpoint do not come here.
      const outbox = embedded ? endpoint.outbox : undefined;
      return {
        endpoint,
        receiver: await startReceiver(ports.receiver, outbox).then(closing(cleanup, 'receiver')),
      };
    }),
    startHttpApi(ports.api).then(closing(cleanup, 'HTTP API')),
    startDistributionServer(ports.console)
      .then(closing(cleanup, 'distribution'))
      .then(async server => {
        const synthesis = withConsoleUrl(options, server.url);
        if (options.assembly === undefined) await synthesize(assembly, synthesis, cleanup);
        return server;
      }),
  ]);

  const endpointUrl = options.awsEndpoint ?? endpoint.url;
  const clients = createAwsClients({ endpoint: endpointUrl, region, ...access });
  cleanup.add('AWS clients', () => closeAwsClients(clients));
  const accountId = embedded ? embeddedAccountId : await accountOf(clients, endpointUrl);
  progress(`making the resources of the template at ${endpointUrl}`);
  const plan = emptyPlan({
    apiUrl: httpApi.url,
    distributionUrl: distributionServer.url,
    schedulesRunHere: !embedded,
  });
  const deployed = await deployAssembly(readAssembly(assembly), {
    resourceTypes,
    clients,
    plan,
    region,
    accountId,
  });

  progress('starting the functions');
  const pools = createFunctions(plan, {
    region,
    endpointUrl,
    lambdaEndpointUrl: endpoint.url,
    ...access,
    ...(embedded && {
      registerRole: (key, role) => {
        endpoint.registerRole(key, role);
        faults?.faults.nameCaller(key, role.sessionName);
      },
    }),
    logs,
    ...(faults !== undefined && { faults: faults.functions([endpoint.port]) }),
  });
  const store = openStore(
    options.dataDirectory === undefined ? undefined : join(options.dataDirectory, 'lambda.sqlite'),
  );
  cleanup.add('kept invocations', () => store.close());
  const sendToQueue = createQueueSender(clients.sqs);
  const started = createInvoker(pools, {
    store,
    sendToQueue,
    onInvocation: line => logInvocation(line, logs, progress),
    log: text => logs.message(text),
  });
  invoker = started;
  cleanup.add('functions', () => started.close());
  const run = { invoker: started, region, accountId };
  httpApi.serve(plan, run);
  const [distribution] = plan.distributions;
  if (distribution === undefined) await distributionServer.close();
  else distributionServer.serve(distribution, { apiUrl: httpApi.url, s3: clients.s3 });
  cleanup.add('schedules', startSchedules(plan.schedules, run));
  const pollers =
    faults && createAwsClients({ endpoint: endpointUrl, region, ...access, accessKeyId: mappingKey });
  if (pollers !== undefined) cleanup.add('pollers', () => closeAwsClients(pollers));
  await startEventSources({
    ...run,
    plan,
    pools,
    clients: pollers ?? clients,
    endpoint: embedded ? endpoint : undefined,
    store,
    sendToQueue,
    cleanup,
    log: text => logs.message(text),
  });

  const runtime: Runtime = {
    apiUrl: httpApi.url,
    apiKey: await firstApiKey({
      invoker: started,
      keyMakerFunctionName: outputOf(deployed, 'KeyMakerFunctionName'),
      apiUrl: httpApi.url,
      file:
        options.dataDirectory === undefined ? undefined : keyFile(options.dataDirectory, options.awsEndpoint),
    }),
    awsEndpointUrl: endpointUrl,
    region,
    ...access,
    eventBusName: outputOf(deployed, 'EventBusName'),
    receiverUrl: receiver.url,
    ...(distribution !== undefined && { consoleUrl: distributionServer.url }),
  };
  cleanup.add('runtime file', () => removeRuntimeFile(options.runtimeFile, runtime));
  await writeRuntimeFile(options.runtimeFile, runtime);
  // Another endpoint may hold what is not to be mixed with what is made up.
  if (options.samples && embedded) {
    progress('making up companies, webhooks and events');
    const samples = await startSamples({ ...runtime, log: text => logs.message(text) });
    cleanup.add('samples', () => samples.stop());
  }
  return announcement({
    runtime,
    portalLink: await samplePortalLink(options, runtime),
    runtimeFile: options.runtimeFile,
    hasReference: plan.routes.some(({ routeKey }) => routeKey === 'GET /reference'),
    logs: logs.directory,
    dataDirectory: options.dataDirectory,
    strictNetwork: options.assembly === undefined && options.properties.allowedNetworks === undefined,
    notEmulated: [...notEmulated, ...(embedded ? endpointNotEmulated : []), ...deployed.withoutEffect],
    faults: faults?.faults,
  });
}

function closing<Server extends { close(): Promise<void> }>(cleanup: Cleanup, what: string) {
  return (server: Server): Server => {
    cleanup.add(what, () => server.close());
    return server;
  };
}

/** Every ARN that the endpoint gives has its account in it. */
async function accountOf(clients: AwsClients, endpointUrl: string): Promise<string> {
  try {
    const { Arn } = await clients.eventbridge.send(new DescribeEventBusCommand({}));
    return Arn?.split(':')[4] ?? embeddedAccountId;
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new StartFailure(`--aws-endpoint ${endpointUrl} does not serve EventBridge: ${reason}`);
  }
}

function keyFile(dataDirectory: string, awsEndpoint: string | undefined): string {
  const where = awsEndpoint === undefined ? '' : `-${new URL(awsEndpoint).host.replace(/[^\w.-]/g, '-')}`;
  return join(dataDirectory, `api-key${where}`);
}

function outputOf(deployed: DeployedAssembly, name: string): string {
  const value = deployed.outputs[name];
  if (value === undefined)
    throw new StartFailure(`the stack has no output ${name}, which the local run needs`);
  return value;
}

function logInvocation(line: InvocationLine, logs: Logs, print: (text: string) => void): void {
  logs.invocation(line);
  if (line.outcome.kind === 'functionError') print(invocationText(line));
}
