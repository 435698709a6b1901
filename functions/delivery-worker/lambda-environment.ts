type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What Lambda itself sets for every function
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime).
 * The credentials are good for as long as the instance lives.
 */
export interface LambdaEnvironment {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Where AWS is instead, in a local run. */
  readonly endpointUrl: string | undefined;
}

/** @throws Error naming the variable that is missing */
export function readLambdaEnvironment(env: Environment): LambdaEnvironment {
  const read = (name: string): string => {
    const text = env[name];
    if (text === undefined) throw new Error(`environment variable ${name} is missing`);
    return text;
  };
  const sessionToken = env.AWS_SESSION_TOKEN;
  return {
    region: read('AWS_REGION'),
    credentials: {
      accessKeyId: read('AWS_ACCESS_KEY_ID'),
      secretAccessKey: read('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken === undefined || sessionToken === '' ? {} : { sessionToken }),
    },
    endpointUrl: env.AWS_ENDPOINT_URL,
  };
}
