import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useCompanyChoice } from '../session/company-choice.ts';
import { useWhyNot } from '../session/may.ts';
import { CompanySelect } from '../ui/company-select.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { NoAccess } from '../ui/no-access.tsx';
import { NoCompany } from '../ui/no-company.tsx';
import { Card, Page } from '../ui/page.tsx';
import styles from '../ui/rows.module.css';
import { AddContact } from './add-contact.tsx';
import { ContactRow } from './contact-row.tsx';
import { useContacts } from './contacts.ts';

const words = defineWords(
  {
    title: 'Notices',
    lead: 'When a webhook does not get through any more, when it is stopped, and when it works again, these addresses are told.',
    add: 'Add an address',
    addresses: 'Addresses',
    none: 'Nobody is told yet. Add whoever looks after the webhooks.',
  },
  {
    title: 'Уведомления',
    lead: 'На эти адреса придёт письмо, если вебхук перестанет доставляться, будет остановлен или снова заработает.',
    add: 'Добавить адрес',
    addresses: 'Адреса',
    none: 'Пока никто не получает уведомлений. Добавьте того, кто следит за вебхуками.',
  },
);

export default function ContactsPage() {
  const say = useWords(words);
  const whyNot = useWhyNot('webhooks:read');
  const { companyIds, companyId, names, choose } = useCompanyChoice();
  function content() {
    if (whyNot !== undefined) return <NoAccess reason={whyNot} />;
    if (companyId === undefined) return <NoCompany />;
    return (
      <>
        <div className={styles.choice}>
          <CompanySelect companyIds={companyIds} names={names} value={companyId} onChange={choose} />
        </div>
        <Card title={say.addresses}>
          <ContactList companyId={companyId} />
        </Card>
        <Card title={say.add}>
          <AddContact key={companyId} companyId={companyId} />
        </Card>
      </>
    );
  }
  return (
    <Page title={say.title} lead={say.lead}>
      {content()}
    </Page>
  );
}

function ContactList({ companyId }: { readonly companyId: string }) {
  const say = useWords(words);
  const contacts = useContacts(companyId);
  return (
    <Loaded query={contacts} lines={2}>
      {all =>
        all.length === 0 ? (
          <p className={styles.soft}>{say.none}</p>
        ) : (
          <ul className={styles.list}>
            {all.map(contact => (
              <ContactRow key={contact.id} contact={contact} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
