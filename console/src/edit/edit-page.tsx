import { Page } from '../ui/page.tsx';

export default function EditPage(_: { readonly id?: string; readonly name?: string | undefined }) {
  return <Page title="Edit">…</Page>;
}
