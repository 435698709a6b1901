import { Construct } from 'constructs';
import type { CompleteProperties } from './properties.ts';
import { ServiceFunction } from './service-function.ts';

interface ProberProps {
  readonly properties: CompleteProperties;
}

/** Makes health checks for the API and the health-checker. It dials customers' URLs, so it holds no right but its logs. */
export class Prober extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: ProberProps) {
    super(scope, id);
    this.function = new ServiceFunction(this, {
      name: 'prober',
      description: 'calls a receiver once and says what it answered',
      // below the API's own 29 s, above the longest requestTimeout
      timeoutSeconds: 27,
      memoryMb: 512,
      environment: {
        allowedNetworks: props.properties.allowedNetworks.join(','),
        nameServers: props.properties.nameServers.join(','),
      },
    });
  }
}
