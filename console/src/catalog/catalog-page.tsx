import { Page } from '../ui/page.tsx';

export default function CatalogPage(_: { readonly id?: string; readonly name?: string | undefined }) {
  return <Page title="Catalog">…</Page>;
}
