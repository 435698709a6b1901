import type { EndpointFaults } from '../emulators/aws-endpoint/endpoint-faults.ts';
import { createEgress } from './egress.ts';
import { createEndpointFaults } from './endpoint-faults.ts';
import type { FaultPlan } from './fault-plan.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFunctionFaults, type FunctionFaults } from './function-faults.ts';

/** The key with which the local run itself polls queues for functions, so that faults can strike it apart from people. */
export const mappingKey = 'event-source-mapping';

/** Everything that goes wrong on purpose in one run. */
export interface RunFaults {
  readonly faults: Faults;
  readonly endpoint: EndpointFaults;
  /** @param openPorts where AWS is */
  functions(openPorts: readonly number[]): FunctionFaults;
  close(): void;
}

export function startFaults(plan: FaultPlan, log: (line: string) => void): RunFaults {
  const faults = createFaults(plan, log);
  faults.nameCaller(mappingKey, mappingKey);
  const egress = createEgress(faults);
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, egress.look(Date.now()));
  };
  look();
  faults.onRateChange(look);
  return {
    faults,
    endpoint: createEndpointFaults(faults),
    functions: openPorts => createFunctionFaults(faults, egress, openPorts),
    close: () => clearTimeout(timer),
  };
}
