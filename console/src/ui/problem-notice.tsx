import { FinehookError } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

const words = defineWords(
  {
    failed: 'That did not work',
    noAnswer: 'The service does not answer. Check your connection, then try again.',
    unexpected: 'Something went wrong here. Reload the page.',
    requestId: (id: string) => `For support: request ${id}`,
    again: 'Try again',
  },
  {
    failed: 'Не получилось',
    noAnswer: 'Сервис не отвечает. Проверьте подключение и попробуйте ещё раз.',
    unexpected: 'Что-то пошло не так. Обновите страницу.',
    requestId: id => `Для поддержки: запрос ${id}`,
    again: 'Попробовать ещё раз',
  },
);

interface ProblemNoticeProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** What came of a call that failed: what was wrong, where, and what to do. */
export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  const say = useWords(words);
  const isRefusal = error instanceof FinehookError && error.status > 0;
  const detail = isRefusal ? error.detail : error instanceof FinehookError ? say.noAnswer : say.unexpected;
  return (
    <Notice kind="bad" title={say.failed}>
      <p>{detail}</p>
      {isRefusal && error.errors.length > 0 && (
        <ul>
          {error.errors.map(fault => (
            <li key={fault.pointer + fault.detail}>
              {fault.pointer !== '' && <code>{fault.pointer}</code>} {fault.detail}
            </li>
          ))}
        </ul>
      )}
      {isRefusal && error.requestId !== undefined && <p>{say.requestId(error.requestId)}</p>}
      {onRetry !== undefined && <Button onClick={onRetry}>{say.again}</Button>}
    </Notice>
  );
}
