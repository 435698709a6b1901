import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import { Ago } from '../ui/ago.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Meter, nearlyFull } from '../ui/meter.tsx';
import { Notice } from '../ui/notice.tsx';
import { Card } from '../ui/page.tsx';
import styles from '../ui/rows.module.css';
import { useBusCapacity } from './capacity.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const quotaGuide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';

const words = defineWords(
  {
    title: 'Rules of the event bus',
    what: 'Each webhook takes a rule of the bus, and AWS allows only so many of them.',
    used: (used: number, most: number, left: number) =>
      `${countEn(used, 'rule', 'rules')} of ${most} used, ${left} left`,
    ofWebhooks: (rules: number) => `Of these for webhooks: ${rules}`,
    live: (live: number, pending: number, off: number) =>
      `Webhooks: ${live} live, ${pending} starting, ${off} switched off`,
    counted: 'Counted',
    uncounted: 'The rules were not counted yet. They are every five minutes.',
    full: 'The bus is nearly full',
    fullWhat:
      'Everything works now. When the rest is used up, nobody can make webhooks any more: ask AWS for more rules, then tell the service by its ruleQuota.',
    guide: 'How to ask AWS for more',
  },
  {
    title: 'Правила шины событий',
    what: 'Каждый вебхук занимает одно правило шины, а их число AWS ограничивает.',
    used: (used, most, left) =>
      `Занято ${countRu(used, 'правило', 'правила', 'правил')} из ${most}, осталось ${left}`,
    ofWebhooks: rules => `Из них для вебхуков: ${rules}`,
    live: (live, pending, off) => `Вебхуки: работают ${live}, запускаются ${pending}, выключены ${off}`,
    counted: 'Подсчитано',
    uncounted: 'Правила ещё не подсчитаны. Это происходит каждые пять минут.',
    full: 'Шина почти заполнена',
    fullWhat:
      'Сейчас всё работает. Когда место закончится, создать вебхук не сможет никто: запросите у AWS больше правил и задайте новое число в ruleQuota.',
    guide: 'Как запросить больше у AWS',
  },
);

/** How many rules are left for everybody. */
export function BusCard() {
  const say = useWords(words);
  const query = useBusCapacity();
  return (
    <Card title={say.title}>
      <p>{say.what}</p>
      <Loaded query={query} lines={3}>
        {({ bus }) => {
          if (bus === undefined || bus.counted === null)
            return <p className={styles.soft}>{say.uncounted}</p>;
          const { rules, rulesLeft, rulesOfWebhooks, webhooks, at } = bus.counted;
          return (
            <>
              {rules >= nearlyFull * bus.ruleQuota && (
                <Notice kind="warn" title={say.full}>
                  <p>{say.fullWhat}</p>
                </Notice>
              )}
              <Meter
                label={say.title}
                used={rules}
                most={bus.ruleQuota}
                text={say.used(rules, bus.ruleQuota, rulesLeft)}
              />
              <ul className={styles.soft}>
                <li>{say.ofWebhooks(rulesOfWebhooks)}</li>
                <li>{say.live(webhooks.live, webhooks.pending, webhooks.off)}</li>
                <li>
                  {say.counted} <Ago at={at} />
                </li>
              </ul>
              <p>
                <a href={quotaGuide} target="_blank" rel="noreferrer">
                  {say.guide}
                </a>
              </p>
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
