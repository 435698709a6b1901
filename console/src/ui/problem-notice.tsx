import { type Fault, FinehookError } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { faultsBeside, isAllAt, useFaults } from '../problems/faults.ts';
import { placeOf, placeWords } from '../problems/place-words.ts';
import { russianProblem } from '../problems/problem-words.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

const words = defineWords(
  {
    failed: 'That did not work',
    noAnswer: 'The service does not answer. Check your connection, then try again.',
    unexpected: 'Something went wrong here. Reload the page.',
    marked: 'Some of what you entered cannot be taken. What is wrong stands beside it.',
    requestId: (id: string) => `For support: request ${id}`,
    again: 'Try again',
  },
  {
    failed: 'Не получилось',
    noAnswer: 'Сервис не отвечает. Проверьте подключение и попробуйте ещё раз.',
    unexpected: 'Что-то пошло не так. Обновите страницу.',
    marked: 'Часть введённого не подходит. Что именно не так, написано рядом с полем.',
    requestId: id => `Для поддержки: запрос ${id}`,
    again: 'Попробовать ещё раз',
  },
);

interface ProblemNoticeProps {
  readonly error: unknown;
  /** Pointers to members that have their faults beside them, so that they are not said twice. @default none */
  readonly fields?: readonly string[];
  readonly onRetry?: (() => void) | undefined;
}

/** What came of a call that failed: what was wrong, where, and what to do. */
export function ProblemNotice({ error, fields = [], onRetry }: ProblemNoticeProps) {
  const say = useWords(words);
  const { language } = useLanguage();
  const faults = useFaults(error);
  const isRefusal = error instanceof FinehookError && error.status > 0;

  function said(): string {
    if (!isRefusal) return error instanceof FinehookError ? say.noAnswer : say.unexpected;
    if (isAllAt(faults, fields)) return say.marked;
    return language === 'en' ? error.detail : russianProblem(error.code);
  }

  return (
    <Notice kind="bad" title={say.failed}>
      <p>{said()}</p>
      <FaultList faults={faultsBeside(faults, fields)} />
      {isRefusal && error.requestId !== undefined && <p>{say.requestId(error.requestId)}</p>}
      {onRetry !== undefined && <Button onClick={onRetry}>{say.again}</Button>}
    </Notice>
  );
}

/** Several may come to the same in words. */
const distinct = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.map(fault => [fault.pointer + fault.detail, fault])).values(),
];

/** Faults that have no field beside which they could stand. */
function FaultList({ faults }: { readonly faults: readonly Fault[] }) {
  const sayPlace = useWords(placeWords);
  if (faults.length === 0) return null;
  return (
    <ul>
      {distinct(faults).map(({ pointer, detail }) => {
        const place = placeOf(pointer);
        return (
          <li key={pointer + detail}>
            {place === undefined ? pointer !== '' && <code>{pointer}</code> : `${sayPlace[place]}:`} {detail}
          </li>
        );
      })}
    </ul>
  );
}
