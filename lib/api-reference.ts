import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { referenceFiles } from './reference-files.ts';
import { ServiceFunction } from './service-function.ts';

interface ApiReferenceProps {
  readonly api: Api;
}

/**
 * An interactive page about the API, on the API's own origin. A function of its own without any right: megabytes of page must
 * not weigh on the cold start of the API.
 */
export class ApiReference extends Construct {
  constructor(scope: Construct, id: string, { api }: ApiReferenceProps) {
    super(scope, id);
    const page = new ServiceFunction(this, {
      name: 'api-reference',
      description: 'interactive page about the management API',
      timeoutSeconds: 10,
      memoryMb: 512,
      files: referenceFiles,
      environment: {},
    });
    api.serveBy(page, [HttpMethod.GET, HttpMethod.HEAD], ['/reference', '/reference/{file}']);
  }
}
