import type { FunctionDefinition } from '../cloudformation/run-plan.ts';

export interface WorkerSettings {
  readonly region: string;
  /** Where the function's AWS calls go. */
  readonly endpointUrl: string;
  /** Lambda's Invoke is always the local run's own. */
  readonly lambdaEndpointUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Everything that a worker process has in its environment: the template's variables and what Lambda sets, nothing of the
 * developer's. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function workerEnvironment(
  definition: FunctionDefinition,
  settings: WorkerSettings,
): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    ...definition.environment,
    LAMBDA_TASK_ROOT: definition.codePath,
    _HANDLER: definition.handler,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_REGION: settings.region,
    AWS_DEFAULT_REGION: settings.region,
    AWS_ACCESS_KEY_ID: settings.accessKeyId,
    AWS_SECRET_ACCESS_KEY: settings.secretAccessKey,
    AWS_SESSION_TOKEN: 'local',
    AWS_ENDPOINT_URL: settings.endpointUrl,
    AWS_ENDPOINT_URL_LAMBDA: settings.lambdaEndpointUrl,
  };
}
