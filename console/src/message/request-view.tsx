import type { ReceiverRequest } from '../../../client/api/client.ts';
import { TextBlock } from '../deliveries/text-block.tsx';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import styles from './message-preview.module.css';
import { MessagePreview } from './message-preview.tsx';

const words = defineWords(
  { headers: 'Headers', secret: '(not shown)' },
  { headers: 'Заголовки', secret: '(не показывается)' },
);

interface RequestViewProps {
  readonly request: ReceiverRequest;
  /** Of what it is, where there are several on a page. */
  readonly of?: string;
}

/** What a receiver gets: the message or the body, and the headers. */
export function RequestView({ request, of }: RequestViewProps) {
  const say = useWords(words);
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value ?? say.secret}`);
  return (
    <div className={styles.request}>
      <MessagePreview body={request.body} of={of} />
      <details>
        <summary>{say.headers}</summary>
        <TextBlock label={say.headers} text={headers.join('\n')} {...(of !== undefined && { of })} />
      </details>
    </div>
  );
}
