import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from './not-found-page.tsx';
import { Skeleton } from './ui/loaded.tsx';
import { WebhooksPage } from './webhooks/webhooks-page.tsx';

const WebhookPage = lazy(() => import('./webhook/webhook-page.tsx'));
const EditPage = lazy(() => import('./edit/edit-page.tsx'));
const CatalogPage = lazy(() => import('./catalog/catalog-page.tsx'));
const KeysPage = lazy(() => import('./keys/keys-page.tsx'));
const GrantsPage = lazy(() => import('./grants/grants-page.tsx'));
const AuditLogPage = lazy(() => import('./audit-log/audit-log-page.tsx'));
const ContactsPage = lazy(() => import('./contacts/contacts-page.tsx'));
const CapacityPage = lazy(() => import('./capacity/capacity-page.tsx'));

/** Every address of the console, and the page that is there. */
export function Pages() {
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Switch>
        <Route path="/">
          <WebhooksPage />
        </Route>
        <Route path="/new">
          <EditPage />
        </Route>
        <Route path="/webhooks/:id/edit">{({ id }) => <EditPage key={id} id={id} />}</Route>
        <Route path="/webhooks/:id/*?">{({ id }) => <WebhookPage key={id} id={id} />}</Route>
        <Route path="/events/:name?">{({ name }) => <CatalogPage name={name} />}</Route>
        <Route path="/keys">
          <KeysPage />
        </Route>
        <Route path="/grants">
          <GrantsPage />
        </Route>
        <Route path="/contacts">
          <ContactsPage />
        </Route>
        <Route path="/audit-log">
          <AuditLogPage />
        </Route>
        <Route path="/capacity">
          <CapacityPage />
        </Route>
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </Suspense>
  );
}
