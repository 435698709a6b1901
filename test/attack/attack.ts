import { startDnsServer } from '../support/dns-server.ts';
import { Finehook } from '../support/finehook.ts';
import { startLocalRun } from '../support/local-run.ts';
import { answerAttacks } from './answer-attacks.ts';
import {
  attackLiterals,
  attackNames,
  attackNowhere,
  attackRebinding,
  attackSetup,
} from './attack-addresses.ts';
import { attackAnswers, attackTls } from './attack-answers.ts';
import { attackWorker } from './attack-worker.ts';
import { literalAttacks } from './literal-attacks.ts';
import {
  nameAttacks,
  nowhereAttacks,
  rebindingHost,
  rebindingZone,
  silentNameServer,
  zoneOf,
} from './name-attacks.ts';
import { type Outcome, outcomeLine } from './outcome.ts';
import { setupAttacks } from './setup-attacks.ts';
import { tlsAttacks } from './tls-attacks.ts';
import { startTrap } from './trap.ts';

/** Attacks a local run through its API and its worker, and prints what became of each. Ends with 1 when one got through. */

const requestTimeoutMs = 1000;
const outcomes: Outcome[] = [];

function report(found: readonly Outcome[]): void {
  for (const outcome of found) console.log(outcomeLine(outcome));
  outcomes.push(...found);
}

const dns = await startDnsServer({
  ...zoneOf([...nameAttacks, ...nowhereAttacks, silentNameServer]),
  ...rebindingZone,
});
const trap = await startTrap();
const always = ['--set', 'requestTimeout=1', '--set', `nameServers=${dns.address}`];

/** As in the cloud: nothing of this machine or its network may be called. */
async function attackStrictRun(): Promise<void> {
  const run = await startLocalRun({ args: ['--strict-network', ...always] });
  try {
    const finehook = new Finehook(run.runtime);
    report(await attackSetup(finehook, setupAttacks));
    report(await attackLiterals(finehook, literalAttacks));
    report(await attackNames(finehook, nameAttacks, trap.port));
    report(await attackNowhere(finehook, [...nowhereAttacks, silentNameServer]));
    report([trap.outcome()]);
  } finally {
    await run.stop();
  }
}

/** This machine may be called, so that hostile receivers can live here. */
async function attackOpenRun(): Promise<void> {
  const run = await startLocalRun({ args: ['--retry-delays', '1,1,1,1', ...always] });
  try {
    const finehook = new Finehook(run.runtime);
    report(await attackRebinding(finehook, rebindingHost, trap.port));
    report(await attackTls(finehook, tlsAttacks));
    report(await attackAnswers(finehook, answerAttacks, requestTimeoutMs));
    report(await attackWorker(finehook, answerAttacks, run.logs));
  } finally {
    await run.stop();
  }
}

try {
  console.log('As in the cloud:\n');
  await attackStrictRun();
  console.log('\nReceivers on this machine:\n');
  await attackOpenRun();
} finally {
  await trap.close();
  await dns.close();
}
const through = outcomes.filter(({ isStopped }) => !isStopped).length;
console.log(`\n${outcomes.length} attacks, ${through === 0 ? 'all stopped' : `${through} GOT THROUGH`}.`);
process.exitCode = through === 0 ? 0 : 1;
