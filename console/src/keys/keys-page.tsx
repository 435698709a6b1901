import { Page } from '../ui/page.tsx';

export default function KeysPage(_: { readonly id?: string; readonly name?: string | undefined }) {
  return <Page title="Keys">…</Page>;
}
