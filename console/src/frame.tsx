import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useRoute } from 'wouter';
import type { Brand } from './brand.ts';
import styles from './frame.module.css';
import { useLanguage, useWords } from './language/language.tsx';
import { defineWords, languages } from './language/words.ts';
import { useSession } from './session/session.tsx';
import { themes, useTheme } from './theme/theme.tsx';
import { Button } from './ui/button.tsx';

const words = defineWords(
  {
    skip: 'Skip to the content',
    pages: 'Pages',
    webhooks: 'Webhooks',
    events: 'Event catalog',
    keys: 'API keys',
    grants: 'Grants',
    contacts: 'Notices',
    auditLog: 'Audit log',
    capacity: 'Capacity',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
    back: 'Back',
    signOut: 'Sign out',
  },
  {
    skip: 'Перейти к содержанию',
    pages: 'Страницы',
    webhooks: 'Вебхуки',
    events: 'Справочник событий',
    keys: 'Ключи API',
    grants: 'Разрешения',
    contacts: 'Уведомления',
    auditLog: 'Журнал изменений',
    capacity: 'Ёмкость',
    language: 'Язык',
    theme: 'Тема',
    themes: { system: 'Как на устройстве', light: 'Светлая', dark: 'Тёмная' },
    back: 'Назад',
    signOut: 'Выйти',
  },
);

const languageNames = { en: 'English', ru: 'Русский' } as const;

/** In a page of somebody else, which has a head of its own. */
const isEmbedded = window.self !== window.top;

export function Frame({ brand, children }: { readonly brand: Brand; readonly children: ReactNode }) {
  const say = useWords(words);
  return (
    <>
      <a href="#content" className={styles.skip}>
        {say.skip}
      </a>
      <header className={styles.header}>
        {!isEmbedded && <BrandMark brand={brand} />}
        <nav aria-label={say.pages} className={styles.nav}>
          <NavLink href="/" also="/webhooks/*?">
            {say.webhooks}
          </NavLink>
          <NavLink href="/events">{say.events}</NavLink>
          <NavLink href="/keys">{say.keys}</NavLink>
          <NavLink href="/grants">{say.grants}</NavLink>
          <NavLink href="/contacts">{say.contacts}</NavLink>
          <NavLink href="/audit-log">{say.auditLog}</NavLink>
          <NavLink href="/capacity">{say.capacity}</NavLink>
        </nav>
        {!isEmbedded && <Account />}
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <Preferences />
      </footer>
    </>
  );
}

export function BrandMark({ brand }: { readonly brand: Brand }) {
  return (
    <span className={styles.brand}>
      <img src={brand.logo ?? '/icon.svg'} alt="" width="28" height="28" />
      {brand.name}
    </span>
  );
}

function NavLink({
  href,
  also,
  children,
}: {
  readonly href: string;
  readonly also?: string;
  readonly children: string;
}) {
  const [isHere] = useRoute(href === '/' ? '/' : `${href}/*?`);
  const [isBelow] = useRoute(also ?? href);
  const link = useRef<HTMLAnchorElement>(null);
  const isCurrent = isHere || isBelow;
  useEffect(() => {
    // On narrow screens the links scroll sideways.
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  return (
    <Link ref={link} href={href} aria-current={isCurrent ? 'page' : undefined} className={styles.navLink}>
      {children}
    </Link>
  );
}

function Account() {
  const say = useWords(words);
  const { session, signOut } = useSession();
  return (
    <div className={styles.account}>
      {session.portal?.returnUrl && <a href={session.portal.returnUrl}>{say.back}</a>}
      <span>{session.portal?.user.name ?? session.name}</span>
      <Button kind="quiet" onClick={signOut}>
        {say.signOut}
      </Button>
    </div>
  );
}

export function Preferences() {
  const say = useWords(words);
  const { language, choose } = useLanguage();
  const theme = useTheme();
  return (
    <div className={styles.preferences}>
      <label>
        {say.language}{' '}
        <select
          value={language}
          onChange={event => {
            const chosen = languages.find(one => one === event.currentTarget.value);
            if (chosen !== undefined) choose(chosen);
          }}
        >
          {languages.map(one => (
            <option key={one} value={one} lang={one}>
              {languageNames[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say.theme}{' '}
        <select
          value={theme.theme}
          onChange={event => {
            const chosen = themes.find(one => one === event.currentTarget.value);
            if (chosen !== undefined) theme.choose(chosen);
          }}
        >
          {themes.map(one => (
            <option key={one} value={one}>
              {say.themes[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
