import { type Finehook, uniqueName, until } from '../support/finehook.ts';
import type { AnswerAttack } from './answers/serving.ts';
import { hostileReceiver } from './attack-answers.ts';
import type { Outcome } from './outcome.ts';

/** A healthy receiver's delivery may take so long while hostile ones are called. */
const healthyMs = 30_000;
/** Then the hostile ones are called a second time, and more. */
const afterwardsMs = 5000;

/** All hostile receivers at once get events by the worker; a healthy one beside them must get its own, and no function may fail. */
export async function attackWorker(
  finehook: Finehook,
  attacks: readonly AnswerAttack[],
  logs: () => string,
): Promise<Outcome[]> {
  const company = uniqueName('besieged');
  const receivers = await Promise.all(attacks.map(hostileReceiver));
  for (const { url } of receivers) await finehook.webhookTo(company, { url });
  await finehook.webhookTo(company);
  const events = 5;
  for (let n = 0; n < events; n++) await finehook.put({ companyId: company });
  const calls = await until(
    () => finehook.received(company),
    received => received.length >= events,
    'the healthy receiver',
    healthyMs,
  ).catch(() => finehook.received(company));
  await new Promise(resolve => setTimeout(resolve, afterwardsMs));
  await Promise.all(receivers.map(receiver => receiver.close()));
  const failures = logs()
    .split('\n')
    .filter(line => line.includes(' ERROR '));
  return [
    {
      attack: `a healthy receiver beside ${attacks.length} hostile ones`,
      where: 'in the worker',
      said: `${calls.length} of ${events} calls arrived`,
      isStopped: calls.length >= events,
    },
    {
      attack: 'functions that fail',
      where: 'in the worker',
      said: failures.length === 0 ? 'none' : failures.slice(0, 3).join(' | '),
      isStopped: failures.length === 0,
    },
  ];
}
