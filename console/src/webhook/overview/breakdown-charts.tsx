import type { Statistics } from '../../../../client/api/client.ts';
import { errorNames } from '../../attempts/error-names.ts';
import { outcomeOf } from '../../attempts/outcome.ts';
import { titleOf, useEventTypes } from '../../catalog/event-types.ts';
import { ChartFigure } from '../../charts/chart-figure.tsx';
import { HorizontalBars } from '../../charts/horizontal-bars.tsx';
import { Legend } from '../../charts/legend.tsx';
import { useLanguage, useWords } from '../../language/language.tsx';
import { countText } from './number-text.ts';
import { statisticsWords } from './statistics-words.ts';

interface BreakdownProps {
  readonly statistics: Statistics;
}

/** What came of the deliveries of each event type. */
export function EventTypesChart({ statistics: { byEventType } }: BreakdownProps) {
  const say = useWords(statisticsWords);
  const { language } = useLanguage();
  const { data: catalog } = useEventTypes();
  const count = (value: number) => countText(language, value);
  const shares = byEventType.map(share => ({
    ...share,
    label: share.eventType === null ? say.furtherTypes : titleOf(catalog, share.eventType, language),
  }));
  return (
    <ChartFigure
      title={say.byEventType}
      legend={
        <Legend
          items={[
            { mark: 'good', label: say.delivered },
            { mark: 'bad', label: say.failed },
          ]}
        />
      }
      table={{
        columns: [say.event, say.delivered, say.failed, say.attempts],
        rows: shares.map(({ label, delivered, failed, attempts }) => [
          label,
          count(delivered),
          count(failed),
          count(attempts),
        ]),
      }}
    >
      <HorizontalBars
        bars={shares.map(({ eventType, label, delivered, failed, attempts }) => ({
          key: eventType ?? '',
          label,
          // Of deliveries that still wait for their next attempt there are only calls.
          text: delivered + failed > 0 ? say.ended(delivered, failed) : say.calls(attempts),
          parts: [
            { mark: 'good', value: delivered },
            { mark: 'bad', value: failed },
          ],
        }))}
      />
    </ChartFigure>
  );
}

/** How many calls ended with each status, or without one. */
export function StatusesChart({ statistics: { byStatus } }: BreakdownProps) {
  const say = useWords(statisticsWords);
  const sayError = useWords(errorNames);
  const { language } = useLanguage();
  const shares = byStatus.map(({ status, error, attempts }) => {
    const known = [status, error === null ? null : sayError[error]].filter(part => part !== null);
    const isTaken = outcomeOf({ status, error }) === 'taken';
    return {
      label: known.length === 0 ? say.otherwise : known.join(', '),
      attempts,
      mark: isTaken ? ('good' as const) : ('bad' as const),
    };
  });
  return (
    <ChartFigure
      title={say.byStatus}
      table={{
        columns: [say.answer, say.attempts],
        rows: shares.map(({ label, attempts }) => [label, countText(language, attempts)]),
      }}
    >
      <HorizontalBars
        bars={shares.map(({ label, attempts, mark }) => ({
          key: label,
          label,
          text: say.calls(attempts),
          parts: [{ mark, value: attempts }],
        }))}
      />
    </ChartFigure>
  );
}
