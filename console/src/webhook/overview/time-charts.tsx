import type { Statistics } from '../../../../client/api/client.ts';
import { Bars } from '../../charts/bars.tsx';
import { ChartFigure } from '../../charts/chart-figure.tsx';
import { Legend } from '../../charts/legend.tsx';
import { Line } from '../../charts/lines.tsx';
import { Plot } from '../../charts/plot.tsx';
import { ticksTo } from '../../charts/scale.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { intervalText } from './interval-text.ts';
import { countText, durationOrNone, rateText } from './number-text.ts';
import { statisticsWords } from './statistics-words.ts';

interface TimeChartProps {
  readonly statistics: Statistics;
}

function useIntervals({ series, by }: Statistics) {
  const { language } = useLanguage();
  return series.map(point => ({ point, ...intervalText(language, point.at, by) }));
}

export function DeliveriesChart({ statistics }: TimeChartProps) {
  const say = useWords(statisticsWords);
  const { language } = useLanguage();
  const intervals = useIntervals(statistics);
  const count = (value: number) => countText(language, value);
  const most = Math.max(...statistics.series.map(({ delivered, failed }) => delivered + failed));
  return (
    <ChartFigure
      title={say.deliveries}
      legend={
        <Legend
          items={[
            { mark: 'good', label: say.delivered },
            { mark: 'bad', label: say.failed },
          ]}
        />
      }
      table={{
        columns: [say.time, say.delivered, say.failed, say.attempts],
        rows: intervals.map(({ long, point }) => [
          long,
          count(point.delivered),
          count(point.failed),
          count(point.attempts),
        ]),
      }}
    >
      <Plot
        ticks={ticksTo(most, { leastStep: 1 })}
        tickText={count}
        axes={{ y: say.axes.count, x: say.axes[statistics.by] }}
        intervals={intervals.map(({ short, long, point }) => ({
          label: short,
          readout: say.readout(long, point.delivered, point.failed),
        }))}
      >
        {area => <Bars area={area} series={statistics.series} />}
      </Plot>
    </ChartFigure>
  );
}

export function SuccessRateChart({ statistics }: TimeChartProps) {
  const say = useWords(statisticsWords);
  const { language } = useLanguage();
  const intervals = useIntervals(statistics);
  const rate = (value: number | null) => rateText(language, value);
  return (
    <ChartFigure
      title={say.successRate}
      table={{
        columns: [say.time, say.successRate],
        rows: intervals.map(({ long, point }) => [long, rate(point.successRate)]),
      }}
    >
      <Plot
        ticks={[0, 0.25, 0.5, 0.75, 1]}
        tickText={rate}
        axes={{ y: say.axes.rate, x: say.axes[statistics.by] }}
        intervals={intervals.map(({ short, long, point }) => ({
          label: short,
          readout: say.rateReadout(long, rate(point.successRate)),
        }))}
      >
        {area => (
          <Line area={area} values={statistics.series.map(({ successRate }) => successRate)} mark="line" />
        )}
      </Plot>
    </ChartFigure>
  );
}

export function DurationChart({ statistics }: TimeChartProps) {
  const say = useWords(statisticsWords);
  const { language } = useLanguage();
  const intervals = useIntervals(statistics);
  const duration = (value: number | null) => durationOrNone(language, value);
  const most = Math.max(0, ...statistics.series.map(({ p95Ms }) => p95Ms ?? 0));
  return (
    <ChartFigure
      title={say.durations}
      legend={
        <Legend
          items={[
            { mark: 'line', label: say.median },
            { mark: 'dashedLine', label: say.slowest },
          ]}
        />
      }
      table={{
        columns: [say.time, say.median, say.slowest],
        rows: intervals.map(({ long, point }) => [long, duration(point.p50Ms), duration(point.p95Ms)]),
      }}
    >
      <Plot
        ticks={ticksTo(most, { leastStep: 1 })}
        tickText={duration}
        axes={{ y: say.axes.duration, x: say.axes[statistics.by] }}
        intervals={intervals.map(({ short, long, point }) => ({
          label: short,
          readout: say.durationReadout(long, duration(point.p50Ms), duration(point.p95Ms)),
        }))}
      >
        {area => (
          <>
            <Line area={area} values={statistics.series.map(({ p95Ms }) => p95Ms)} mark="dashedLine" />
            <Line area={area} values={statistics.series.map(({ p50Ms }) => p50Ms)} mark="line" />
          </>
        )}
      </Plot>
    </ChartFigure>
  );
}
