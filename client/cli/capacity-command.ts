import type { Capacity } from '../api/client.ts';
import type { Command } from './command.ts';
import { optional } from './options.ts';
import { type Cell, facts } from './output.ts';

type Facts = readonly (readonly [name: string, value: Cell])[];

const companyOption = optional('company', 'ID', 'also how many more webhooks this company may own');

export const capacityCommand: Command = {
  name: 'capacity',
  summary: 'How many rules the event bus has left for webhooks, to a key of every company.',
  options: [companyOption],
  examples: ['capacity', 'capacity --company acme'],
  async run({ values, output, api }) {
    const companyId = values.get(companyOption);
    const capacity = await (await api()).getCapacity({ companyId });
    output.result(capacity, () => facts([...factsOfBus(capacity), ...factsOfCompany(capacity)]));
    return 0;
  },
};

function factsOfBus({ bus }: Capacity): Facts {
  if (bus === undefined) return [];
  const quota = ['rules that EventBridge allows', bus.ruleQuota] as const;
  if (bus.counted === null) return [quota, ['rules on the bus', 'not counted yet']];
  const { at, rules, rulesOfWebhooks, rulesLeft, webhooks } = bus.counted;
  return [
    quota,
    ['rules on the bus', rules],
    ['of webhooks', rulesOfWebhooks],
    ['left', rulesLeft],
    ['webhooks whose rule is live', webhooks.live],
    ['… pending', webhooks.pending],
    ['… off', webhooks.off],
    ['counted at', at],
  ];
}

function factsOfCompany({ company }: Capacity): Facts {
  if (company === undefined) return [];
  const { companyId, webhooks, webhooksPerCompany, webhooksLeft } = company;
  return [
    [`webhooks of ${companyId}`, webhooks],
    ['it may own', webhooksPerCompany],
    ['left to it', webhooksLeft],
  ];
}
