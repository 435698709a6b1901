import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useCompanyIds } from '../session/companies.ts';
import { useWhyNot } from '../session/may.ts';
import { useSession } from '../session/session.tsx';
import { NoAccess } from '../ui/no-access.tsx';
import { NoCompany } from '../ui/no-company.tsx';
import { Page } from '../ui/page.tsx';
import { BusCard } from './bus-card.tsx';
import { CompaniesCard } from './companies-card.tsx';

const words = defineWords(
  { title: 'Capacity', lead: 'How many more webhooks there can be.' },
  { title: 'Ёмкость', lead: 'Сколько ещё вебхуков можно создать.' },
);

export default function CapacityPage() {
  const say = useWords(words);
  const whyNot = useWhyNot('capacity:read');
  return (
    <Page title={say.title} lead={say.lead}>
      {whyNot === undefined ? <Capacities /> : <NoAccess reason={whyNot} />}
    </Page>
  );
}

function Capacities() {
  const { session } = useSession();
  const companyIds = useCompanyIds();
  return (
    <>
      {session.companies.includes('*') && <BusCard />}
      {companyIds.length === 0 ? <NoCompany /> : <CompaniesCard companyIds={companyIds} />}
    </>
  );
}
