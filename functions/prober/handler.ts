import { caresResolver } from '../adapters/cares-resolver.ts';
import { UndiciWebhookCaller } from '../adapters/undici-webhook-caller.ts';
import { AddressPolicy } from '../domain/address-policy.ts';
import type { Attempt } from '../domain/delivery.ts';
import { environmentNames as names, readList } from '../environment.ts';
import { probe } from './probe.ts';

const policy = new AddressPolicy(readList(process.env, names.allowedNetworks));
const resolver = caresResolver(readList(process.env, names.nameServers));
const caller = new UndiciWebhookCaller({ policy, resolver, now: () => Date.now() });

export async function handler(event: unknown): Promise<Attempt> {
  return probe(caller, event);
}
