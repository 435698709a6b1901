import { lazy } from 'react';

const CreatePage = lazy(() => import('./create-page.tsx'));
const ChangePage = lazy(() => import('./change-page.tsx'));

/** A new webhook, or what one that is there listens to. */
export default function EditPage({ id }: { readonly id?: string }) {
  return id === undefined ? <CreatePage /> : <ChangePage id={id} />;
}
