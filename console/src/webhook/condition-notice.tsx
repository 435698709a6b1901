import { useLanguage, useWords } from '../language/language.tsx';
import { relativeTime } from '../language/time-text.ts';
import { useNames } from '../names/names.ts';
import { useNow } from '../ui/ago.tsx';
import { Notice } from '../ui/notice.tsx';
import { quoted } from '../webhooks/status-words.ts';
import { conditionWords } from './condition-words.ts';
import type { Condition } from './conditions.ts';

export function ConditionNotice({ condition }: { readonly condition: Condition }) {
  const { title, text } = useTexts(condition);
  return (
    <Notice kind={condition.tone} title={title}>
      <p>{text}</p>
    </Notice>
  );
}

function useTexts(condition: Condition): { readonly title: string; readonly text: string } {
  const say = useWords(conditionWords);
  const { language } = useLanguage();
  const now = useNow();
  const companies = condition.kind === 'noAccess' ? condition.companies : [];
  const names = useNames(companies);
  switch (condition.kind) {
    case 'noAccess':
      return {
        title: say.noAccess(
          quoted(
            companies.map(id => names.nameOf('company', id, id)),
            language,
          ),
        ),
        text: say.noAccessText,
      };
    case 'stopped': {
      const held = condition.isChecked ? say.stoppedChecked : say.stoppedHeld;
      return { title: say.stopped, text: condition.isHeld ? held : say.stoppedOver };
    }
    case 'certificateExpires':
    case 'certificateExpired':
      return {
        title: say[condition.kind](relativeTime(language, Date.parse(condition.at), now)),
        text: say.certificateText,
      };
    default:
      return { title: say[condition.kind], text: say[`${condition.kind}Text`] };
  }
}
