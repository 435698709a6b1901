import { Page } from '../ui/page.tsx';

export default function GrantsPage(_: { readonly id?: string; readonly name?: string | undefined }) {
  return <Page title="Grants">…</Page>;
}
