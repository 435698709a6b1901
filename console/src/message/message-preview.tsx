import { Fragment, type ReactNode } from 'react';
import { prettyJson } from '../attempts/pretty-json.ts';
import { TextBlock } from '../deliveries/text-block.tsx';
import { visibleText } from '../deliveries/visible-json.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { type Message, readMessage } from './message.ts';
import styles from './message-preview.module.css';
import type { Line, Run } from './runs.ts';

const words = defineWords(
  { looks: 'The message as it looks', body: 'Body', json: 'The message as JSON' },
  { looks: 'Так выглядит сообщение', body: 'Тело', json: 'Сообщение в JSON' },
);

const services: Readonly<Record<Message['service'], string>> = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  discord: 'Discord',
};

interface MessagePreviewProps {
  /** Of a call, as it is sent. */
  readonly body: string;
  /** Of what it is, where there are several on a page. */
  readonly of?: string | undefined;
}

/** A chat's message as its readers see it, roughly; of what programs read, the body itself. */
export function MessagePreview({ body, of }: MessagePreviewProps) {
  const say = useWords(words);
  const message = readMessage(body);
  const named = of === undefined ? {} : { of };
  if (message === undefined) return <TextBlock label={say.body} text={prettyJson(body)} {...named} />;
  const { service, lines, embedded } = message;
  return (
    <>
      <figure className={styles.figure}>
        <figcaption className={styles.caption}>{say.looks}</figcaption>
        <div className={styles.message}>
          <p className={styles.service}>{services[service]}</p>
          <Lines lines={lines} />
          {embedded.length > 0 && (
            <div className={styles.embedded}>
              <Lines lines={embedded} />
            </div>
          )}
        </div>
      </figure>
      <details>
        <summary>{say.json}</summary>
        <TextBlock label={say.json} text={prettyJson(body)} {...named} />
      </details>
    </>
  );
}

/** Lines and runs never change their places. */
function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return lines.map((line, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <p key={place} dir="auto">
      {line.map((run, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={at}>{drawn(run)}</Fragment>
      ))}
    </p>
  ));
}

function drawn({ text, isBold, isItalic, isStruck, isCode, href }: Run): ReactNode {
  let node: ReactNode = visibleText(text);
  if (isCode) node = <code>{node}</code>;
  if (isStruck) node = <s>{node}</s>;
  if (isItalic) node = <em>{node}</em>;
  if (isBold) node = <strong>{node}</strong>;
  if (href === undefined) return node;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {node}
    </a>
  );
}
