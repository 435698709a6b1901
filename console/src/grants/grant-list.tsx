import { useState } from 'react';
import type { Grant } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { useWhyNot } from '../session/may.ts';
import { Ago } from '../ui/ago.tsx';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import styles from '../ui/rows.module.css';
import { grantWords } from './grant-words.ts';
import { type Direction, useGrants } from './grants.ts';
import { TakeGrantBack } from './take-grant-back.tsx';

const words = defineNounWords(
  ({ company: [company] }) => ({
    since: 'Since',
    back: 'Take back',
    backFrom: (to: string) => `Take back from ${to}`,
    none: {
      given: 'Nobody else listens to these events.',
      received: `No other ${company} has granted anything.`,
    },
  }),
  ({ company: { nominative, genitive } }) => ({
    since: 'Выдано',
    back: 'Отозвать',
    backFrom: to => `Отозвать у ${genitive[0]} «${to}»`,
    none: {
      given: 'Эти события больше никто не получает.',
      received: `Другие ${nominative[1]} ничего не разрешали.`,
    },
  }),
);

interface GrantListProps {
  readonly companyId: string;
  readonly direction: Direction;
  readonly names: Names;
}

export function GrantList({ companyId, direction, names }: GrantListProps) {
  const say = useWords(words);
  const sayGrant = useWords(grantWords);
  const whyNot = useWhyNot('grants:write');
  const grants = useGrants(companyId, direction);
  const [leaving, setLeaving] = useState<Grant>();
  const nameOf = (id: string) => names.nameOf('company', id, id);
  return (
    <Loaded query={grants} lines={2}>
      {all =>
        all.length === 0 ? (
          <p className={styles.soft}>{say.none[direction]}</p>
        ) : (
          <>
            <ul className={styles.list}>
              {all.map(grant => (
                <li key={grant.id} className={styles.row}>
                  <div className={styles.about}>
                    <p>{sayGrant.lets(nameOf(grant.companyId), nameOf(grant.toCompanyId))}</p>
                    <p className={styles.soft}>
                      {say.since} <Ago at={grant.createdAt} />
                    </p>
                  </div>
                  {direction === 'given' && (
                    <Button
                      kind="danger"
                      whyNot={whyNot}
                      aria-label={say.backFrom(nameOf(grant.toCompanyId))}
                      onClick={() => setLeaving(grant)}
                    >
                      {say.back}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {leaving !== undefined && (
              <TakeGrantBack
                grant={leaving}
                from={nameOf(leaving.companyId)}
                to={nameOf(leaving.toCompanyId)}
                onClose={() => setLeaving(undefined)}
              />
            )}
          </>
        )
      }
    </Loaded>
  );
}
