import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Answer, UpdatedWebhook, WebhookDetails } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { pointerPart, useFaults } from '../../problems/faults.ts';
import { useWhyNot } from '../../session/may.ts';
import { useClient } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { AuthFields } from './auth-fields.tsx';
import { HeaderFields } from './header-fields.tsx';
import { LimitFields } from './limit-fields.tsx';
import { isWithin, limits } from './limits.ts';
import { isConflict, saveSettings } from './save-settings.ts';
import styles from './settings.module.css';
import { formOf, isChat, patchOf, type SettingsForm } from './settings-form.ts';
import { SetupFields } from './setup-fields.tsx';

const words = defineWords(
  {
    save: 'Save',
    unchanged: 'Nothing has been changed.',
    conflict: 'Somebody has changed it meanwhile',
    conflictText: 'What you entered was not saved. Load the settings as they are now, and enter it again.',
    reload: 'Load the settings',
  },
  {
    save: 'Сохранить',
    unchanged: 'Изменений нет.',
    conflict: 'Настройки за это время изменил кто-то другой',
    conflictText: 'Ваши изменения не сохранены. Загрузите текущие настройки и внесите изменения ещё раз.',
    reload: 'Загрузить настройки',
  },
);

/** Where each field shows its own fault. */
function shownAt({ format, setHeaders }: SettingsForm): readonly string[] {
  return [
    ...['/name', '/url', '/format', '/options', '/auth'],
    ...(isChat(format) ? ['/template'] : []),
    ...setHeaders.map(({ name }) => `/headers/${pointerPart(name.trim())}`),
  ];
}

interface SettingsEditorProps {
  readonly read: Answer<WebhookDetails>;
  onSaved(updated: UpdatedWebhook): Promise<void>;
  onReload(): Promise<void>;
}

export function SettingsEditor({ read, onSaved, onReload }: SettingsEditorProps) {
  const say = useWords(words);
  const client = useClient();
  const mayNot = useWhyNot('webhooks:write');
  const element = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState(() => formOf(read.body));
  const patch = patchOf(read.body, form);
  const isUnchanged = Object.keys(patch).length === 0;
  const saving = useMutation({ mutationFn: () => saveSettings(client, read, patch), onSuccess: onSaved });
  const faults = useFaults(saving.error);
  useEffect(() => {
    if (saving.isError) element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [saving.isError]);

  function submit(): void {
    if (saving.isPending || mayNot !== undefined) return;
    const isWrong = limits.some(limit => !isWithin(limit, form.limits[limit.name]));
    if (isWrong) element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    else saving.mutate();
  }

  const fields = {
    form,
    faults,
    onChange: (changed: Partial<typeof form>) => setForm(before => ({ ...before, ...changed })),
  };
  return (
    <form
      ref={element}
      className={styles.settings}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      <SetupFields {...fields} />
      <LimitFields {...fields} />
      <HeaderFields {...fields} headerNames={read.body.headerNames} />
      <AuthFields {...fields} authType={read.body.authType} />
      {isConflict(saving.error) ? (
        <Notice kind="bad" title={say.conflict}>
          <p>{say.conflictText}</p>
          <Button onClick={() => void onReload()}>{say.reload}</Button>
        </Notice>
      ) : (
        saving.isError && <ProblemNotice error={saving.error} fields={shownAt(form)} />
      )}
      <div>
        <Button
          type="submit"
          kind="primary"
          busy={saving.isPending}
          whyNot={mayNot ?? (isUnchanged ? say.unchanged : undefined)}
        >
          {say.save}
        </Button>
      </div>
    </form>
  );
}
