import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupCues } from './group-cues.ts';
import { parseCues } from './parse-cues.ts';
import { timeInMs } from './time-in-ms.ts';

describe('parseCues', () => {
  it('reads SRT with its numbers, marks and line ends', () => {
    const { cues, skipped } = parseCues(
      '\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>The tide</i> turns\r\nat noon.\r\n\r\n2\r\n01:00:00,000 --> 01:00:01,000\r\n{\\an8}End',
    );

    expect(skipped).toBe(0);
    expect(cues).toEqual([
      { startMs: 1000, endMs: 2500, text: 'The tide turns\nat noon.' },
      { startMs: 3_600_000, endMs: 3_601_000, text: 'End' },
    ]);
  });

  it('reads WebVTT: voices are named, notes and styles are not shown', () => {
    const { cues } = parseCues(
      'WEBVTT - title\n\nNOTE nobody sees\nthis\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v.loud Mary>Fish &amp; chips &lt;now&gt;',
    );

    expect(cues).toEqual([{ startMs: 1000, endMs: 2000, text: 'Mary: Fish & chips <now>' }]);
  });

  it.each([
    '1\n00:00:61,000 --> 00:00:62,000\nno such second',
    '1\n00:00:05,000 --> 00:00:01,000\nends before it begins',
    '1\n999:00:00,000 --> 999:00:01,000\nlonger than a time can be',
    '1\n00:00:01 --> 00:00:02\nno thousandths',
    'words without a time',
  ])('skips a block that has no time, and counts it: %j', (block) => {
    const { cues, skipped } = parseCues(`${block}\n\n00:01.000 --> 00:02.000\ngood`);

    expect(cues.map(({ text }) => text)).toEqual(['good']);
    expect(skipped).toBe(1);
  });

  it('takes any text whatever, and gives times that can be', () => {
    const piece = fc.constantFrom('00:01.000', ' --> ', '\n', '<', 'v ', '&amp;', '{\\', '9', ':');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) =>
          parseCues(text).cues.every(({ startMs, endMs }) => 0 <= startMs && startMs <= endMs),
      ),
    );
  });
});

describe('groupCues', () => {
  const cue = (startMs: number, text: string) => ({ startMs, endMs: startMs + 1000, text });

  it('joins what is said in one go, and begins anew after a silence', () => {
    expect(groupCues([cue(0, 'a'), cue(1500, 'b'), cue(20_000, 'c')])).toEqual([
      { text: 'a\nb', time: { startMs: 0, endMs: 2500 } },
      { text: 'c', time: { startMs: 20_000, endMs: 21_000 } },
    ]);
  });

  it('does not repeat a line that rolls on', () => {
    expect(groupCues([cue(0, 'a'), cue(900, 'a')])).toMatchObject([{ text: 'a' }]);
  });

  it('keeps a passage within a minute and a chunk', () => {
    const long = groupCues(Array.from({ length: 90 }, (_, at) => cue(at * 1000, `${at}`)));
    const wide = groupCues([cue(0, 'x'.repeat(600)), cue(1000, 'y'.repeat(600))]);

    expect(long.map(({ time }) => time)).toEqual([
      { startMs: 0, endMs: 60_000 },
      { startMs: 60_000, endMs: 90_000 },
    ]);
    expect(wide).toHaveLength(2);
  });
});

describe('timeInMs', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e9, undefined, null])(
    'knows that %d seconds cannot be',
    (seconds) => {
      expect(timeInMs(seconds)).toBeUndefined();
    },
  );
});
