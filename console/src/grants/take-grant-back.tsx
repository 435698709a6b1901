import type { Grant } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import { Confirm } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useTakeGrantBack } from './grants.ts';

const words = defineNounWords(
  () => ({
    title: (to: string) => `Take the grant back from ${to}?`,
    what: (from: string, to: string) =>
      `Within a minute the webhooks of ${to} get no event of ${from} any more, nor what waits to be delivered. They say that they have no access. Granted again, they go on with new events.`,
    action: 'Take it back',
  }),
  ({ company: { genitive } }) => ({
    title: to => `Отозвать разрешение у ${genitive[0]} «${to}»?`,
    what: (from, to) =>
      `Через минуту вебхуки ${genitive[0]} «${to}» перестанут получать события ${genitive[0]} «${from}», в том числе те, что ещё ждут доставки. У них появится пометка «Нет доступа». Если разрешить снова, они продолжат с новых событий.`,
    action: 'Отозвать',
  }),
);

interface TakeGrantBackProps {
  readonly grant: Grant;
  readonly from: string;
  readonly to: string;
  onClose(): void;
}

export function TakeGrantBack({ grant, from, to, onClose }: TakeGrantBackProps) {
  const say = useWords(words);
  const taking = useTakeGrantBack(grant.id, onClose);
  return (
    <Confirm
      isOpen
      isDanger
      title={say.title(to)}
      action={say.action}
      busy={taking.isPending}
      onConfirm={() => taking.mutate()}
      onClose={onClose}
    >
      <p>{say.what(from, to)}</p>
      {taking.isError && <ProblemNotice error={taking.error} />}
    </Confirm>
  );
}
