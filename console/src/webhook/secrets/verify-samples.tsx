import { CodeBlock } from '../../attempts/attempt-answer.tsx';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Card } from '../../ui/page.tsx';
import { verifySamples } from './sample-code.ts';
import styles from './secrets.module.css';

const words = defineWords(
  {
    title: 'Verify that a call comes from here',
    lead: 'For whoever programs the receiver. Verify the bytes as they came, before any JSON parser, and keep the secret out of the code.',
    code: (language: string) => `Code for ${language}`,
  },
  {
    title: 'Как проверить, что вызов отсюда',
    lead: 'Для тех, кто программирует получателя. Проверяйте байты в том виде, в каком они пришли, до разбора JSON, и не храните секрет в коде.',
    code: language => `Код для ${language}`,
  },
);

export default function VerifySamples() {
  const say = useWords(words);
  return (
    <Card title={say.title}>
      <p className={styles.lead}>{say.lead}</p>
      {verifySamples.map(({ language, code }) => (
        <details key={language} className={styles.sample}>
          <summary>{language}</summary>
          <div className={styles.code}>
            <CodeBlock label={say.code(language)} text={code} />
            <div>
              <CopyButton text={code} what={say.code(language)} />
            </div>
          </div>
        </details>
      ))}
    </Card>
  );
}
