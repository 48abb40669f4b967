import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { DURATION_BUCKETS, DurationHistogram } from './duration-histogram.ts';

const NAMED = { name: 'took_seconds', help: 'How long.' };
const times = fc.oneof(
  fc.constantFrom(...DURATION_BUCKETS),
  fc.double({ min: 0, max: 100, noNaN: true }),
);

function open(): { registry: Registry; histogram: DurationHistogram } {
  const registry = new Registry();
  const histogram = new DurationHistogram({ ...NAMED, labelNames: ['route', 'status'], registry });
  return { registry, histogram };
}

describe('a histogram of durations', () => {
  it('is scraped as one of prom-client is', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ route: fc.constantFrom('/a', '/"b"\n'), time: times })),
        async (observed) => {
          const { registry, histogram } = open();
          const reference = new Registry();
          const theirs = new Histogram({
            ...{ ...NAMED, labelNames: ['route', 'status'], buckets: DURATION_BUCKETS },
            registers: [reference],
          });
          for (const { route, time } of observed) {
            histogram.series(route, '200').observe(time);
            theirs.observe({ route, status: '200' }, time);
          }

          expect(await registry.metrics()).toBe(await reference.metrics());
        },
      ),
    ));

  it('forgets everything when it is cleared, and goes on with a series that is held', async () => {
    const { registry, histogram } = open();
    const series = histogram.series('/a', '200');
    series.observe(1);

    histogram.clear();

    expect(await registry.metrics()).not.toContain('took_seconds_count');
    series.observe(2);
    expect(await registry.metrics()).toContain('took_seconds_sum{route="/a",status="200"} 2');
  });
});
