import { useState } from 'react';
import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import { useCompanyChoice } from '../session/company-choice.ts';
import { useWhyNot } from '../session/may.ts';
import { Button } from '../ui/button.tsx';
import { CompanySelect } from '../ui/company-select.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { NoAccess } from '../ui/no-access.tsx';
import { NoCompany } from '../ui/no-company.tsx';
import { Card, Page } from '../ui/page.tsx';
import styles from '../ui/rows.module.css';
import { GiveGrant } from './give-grant.tsx';
import { GrantList } from './grant-list.tsx';

const words = defineNounWords(
  ({ company: [company, companies] }) => ({
    title: 'Grants',
    lead: `The events of each ${company} stay its own. With a grant it lets the webhooks of other ${companies} listen to them.`,
    give: `Grant to another ${company}`,
    given: (name: string) => `Who may listen to ${name}`,
    received: (name: string) => `What ${name} may listen to`,
  }),
  ({ company: { nominative, genitive } }) => ({
    title: 'Разрешения',
    lead: `События ${genitive[0]} не видны другим. По разрешению их могут получать и вебхуки других ${genitive[1]}.`,
    give: 'Дать разрешение',
    given: name => `Кто получает события ${genitive[0]} «${name}»`,
    received: name => `Чьи события получает ${nominative[0]} «${name}»`,
  }),
);

export default function GrantsPage() {
  const say = useWords(words);
  const whyNotSee = useWhyNot('grants:read');
  const whyNotGive = useWhyNot('grants:write');
  const { companyIds, companyId, names, choose } = useCompanyChoice();
  const [isGiving, setGiving] = useState(false);
  const companyName = companyId === undefined ? '' : names.nameOf('company', companyId, companyId);

  function content() {
    if (whyNotSee !== undefined) return <NoAccess reason={whyNotSee} />;
    if (companyId === undefined) return <NoCompany />;
    return (
      <>
        <div className={styles.choice}>
          <CompanySelect companyIds={companyIds} names={names} value={companyId} onChange={choose} />
        </div>
        <Card title={say.given(companyName)}>
          <GrantList companyId={companyId} direction="given" names={names} />
        </Card>
        <Card title={say.received(companyName)}>
          <GrantList companyId={companyId} direction="received" names={names} />
        </Card>
        <Dialog title={say.give} isOpen={isGiving} onClose={() => setGiving(false)}>
          <GiveGrant companyId={companyId} companyName={companyName} onDone={() => setGiving(false)} />
        </Dialog>
      </>
    );
  }

  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        companyId !== undefined && (
          <Button kind="primary" whyNot={whyNotGive} onClick={() => setGiving(true)}>
            {say.give}
          </Button>
        )
      }
    >
      {content()}
    </Page>
  );
}
