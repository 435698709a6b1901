import { describe, expect, it } from 'vitest';
import type { SizedEntry } from '../../../event-contract/batches.ts';
import { type PutResult, putEntries } from '../../../event-contract/put-entries.ts';

const entry = (Detail: string): SizedEntry => ({ Source: 's', DetailType: 't', Detail });
const throttled: PutResult = { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };

interface World {
  readonly answer: (detail: string, call: number) => PutResult | undefined;
  readonly giveUpAfterMs?: number;
  readonly random?: number;
}

async function put(details: readonly string[], { answer, giveUpAfterMs = 60_000, random = 0.5 }: World) {
  const calls: string[][] = [];
  const waits: number[] = [];
  let nowMs = 1_000;
  const outcomes = await putEntries(details.map(entry), {
    put: async entries => {
      calls.push(entries.map(({ Detail }) => Detail));
      return entries.flatMap(({ Detail }) => answer(Detail, calls.length) ?? []);
    },
    failureOf: error => {
      if (!(error instanceof RangeError)) throw error;
      return { detail: error.message, retryable: false };
    },
    timing: {
      now: () => nowMs,
      random: () => random,
      wait: async ms => {
        waits.push(ms);
        nowMs += ms;
      },
    },
    giveUpAfterMs,
  });
  return { outcomes, calls, waits };
}

const accepted = (id: string) => ({ status: 'accepted', id });
const failed = (code: string, detail: string, retryable: boolean) => ({
  status: 'failed',
  code,
  detail,
  retryable,
});

describe('putEntries', () => {
  it('sends again what was refused, alone, ever later, and keeps the order of outcomes', async () => {
    const { outcomes, calls, waits } = await put(['a', 'b', 'c'], {
      answer: (detail, call) => (detail === 'a' || call > 3 ? { EventId: detail } : throttled),
    });
    expect(outcomes).toEqual(['a', 'b', 'c'].map(accepted));
    expect(calls).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
      ['b', 'c'],
      ['b', 'c'],
    ]);
    expect(waits).toEqual([50, 100, 200]);
  });

  it('gives up after six tries, which wait five seconds at most', async () => {
    const { outcomes, waits } = await put(['a'], { answer: () => throttled, random: 0.999_999 });
    expect(outcomes).toEqual([failed('ThrottlingException', 'slow down', true)]);
    expect(waits).toEqual([99, 199, 399, 799, 1_599]);
  });

  it('gives up when its time is over', async () => {
    const { calls, waits } = await put(['a'], { answer: () => throttled, giveUpAfterMs: 151 });
    expect([calls.length, waits]).toEqual([3, [50, 100]]);
    expect((await put(['a'], { answer: () => throttled, giveUpAfterMs: 150 })).waits).toEqual([50]);
  });

  it('begins no other batch when its time is over', async () => {
    const details = Array.from({ length: 11 }, (_, i) => String(i));
    const { outcomes, calls } = await put(details, {
      answer: (detail, call) => (call === 1 ? throttled : { EventId: detail }),
      giveUpAfterMs: 50.5,
    });
    expect(calls.map(({ length }) => length)).toEqual([10, 10, 1]);
    expect(outcomes).toEqual(details.map(accepted));
    const late = await put(details, { answer: () => throttled, giveUpAfterMs: 0 });
    expect([late.calls, late.outcomes[10]]).toEqual([[], failed('NotSent', 'no time was left for it', true)]);
  });

  it.each([
    'AccessDeniedException',
    'InvalidArgument',
    'MalformedDetail',
    'NotAuthorizedForDetailTypeException',
    'NotAuthorizedForSourceException',
  ])('does not repeat %s', async code => {
    const { outcomes, calls } = await put(['a', 'b'], {
      answer: detail => (detail === 'a' ? { ErrorCode: code, ErrorMessage: 'no' } : { EventId: detail }),
    });
    expect(outcomes).toEqual([failed(code, 'no', false), accepted('b')]);
    expect(calls.length).toBe(1);
  });

  it('repeats what it got no answer for', async () => {
    const { outcomes, calls } = await put(['a'], {
      answer: (detail, call) => (call === 1 ? undefined : { EventId: detail }),
    });
    expect([outcomes, calls.length]).toEqual([[accepted('a')], 2]);
  });

  it('goes on with the next batch after one that stays refused', async () => {
    const details = Array.from({ length: 12 }, (_, i) => String(i));
    const { outcomes } = await put(details, {
      answer: detail => (Number(detail) < 10 ? throttled : { EventId: detail }),
    });
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array(10).fill('failed'),
      'accepted',
      'accepted',
    ]);
  });

  it('ends at a call that fails, and tells what was settled, unknown and never sent', async () => {
    const details = Array.from({ length: 22 }, (_, i) => String(i));
    const { outcomes, calls } = await put(details, {
      answer: (detail, call) => {
        if (call === 3) throw new RangeError('connection lost');
        if (detail === '11') return throttled;
        return detail === '12' ? { ErrorCode: 'InvalidArgument', ErrorMessage: 'no' } : { EventId: detail };
      },
    });
    expect(calls.map(({ length }) => length)).toEqual([10, 10, 1]);
    expect(outcomes).toEqual(
      details.map(detail => {
        if (detail === '11') return failed('CallFailed', 'connection lost', false);
        if (detail === '12') return failed('InvalidArgument', 'no', false);
        return Number(detail) < 20 ? accepted(detail) : failed('NotSent', 'connection lost', true);
      }),
    );
  });

  it('passes on what is no failure of a call', async () => {
    const broken = put(['a'], {
      answer: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(broken).rejects.toThrow(TypeError);
  });

  it('puts nothing of nothing', async () => {
    expect(await put([], { answer: () => throttled })).toEqual({ outcomes: [], calls: [], waits: [] });
  });
});
