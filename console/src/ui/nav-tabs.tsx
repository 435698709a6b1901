import { Link, useRoute } from 'wouter';
import styles from './nav-tabs.module.css';

interface NavTab {
  readonly href: string;
  readonly label: string;
}

/** Pages that belong together, each with an address of its own. */
export function NavTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly NavTab[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(tab => (
        <Tab key={tab.href} {...tab} />
      ))}
    </nav>
  );
}

function Tab({ href, label }: NavTab) {
  const [isHere] = useRoute(href);
  return (
    <Link href={href} className={styles.tab} aria-current={isHere ? 'page' : undefined}>
      {label}
    </Link>
  );
}
