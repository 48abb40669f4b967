import { describe, expect, it } from '@jest/globals';
import { InvalidationRecord, type Mark } from './invalidation-record.ts';
import { MemoryLevel } from './memory-level.ts';
import { PendingInvalidations } from './pending-invalidations.ts';

const subject = { entryName: 'search:1', text: 'redis cache' };

describe('InvalidationRecord', () => {
  it.each([
    ['its entry', { entries: ['search:1'], stamps: [] }, true],
    ['one of its stamps', { entries: [], stamps: ['t:b', 't:a'] }, true],
    ['its text', { entries: [], stamps: [], pattern: 'REDIS' }, true],
    ['others', { entries: ['search:2'], stamps: ['t:c'], pattern: 'postgres' }, false],
  ])('knows whether what came since names %s', (_, target, expected) => {
    const record = new InvalidationRecord();
    record.add({ entries: ['search:1'], stamps: ['t:a'] });
    const mark = record.mark();
    record.add(target);

    expect(record.touches(mark, subject, ['k:search', 't:a'])).toBe(expected);
  });

  it('holds any tag for possible while the tags of a load are not known', () => {
    const record = new InvalidationRecord();
    const mark = record.mark();
    record.add({ entries: [], stamps: ['t:other'] });

    expect(record.mightTouch(mark, subject, ['k:search'])).toBe(true);
    expect(record.touches(mark, subject, ['k:search'])).toBe(false);
  });

  it('holds everything for touched after a gap, and when more came than it remembers', () => {
    const record = new InvalidationRecord();
    const beforeGap = record.mark();
    record.addGap();
    const afterGap = record.mark();
    for (let n = 0; n < 1100; n++) record.add({ entries: [`search:x${n}`], stamps: [] });

    expect(record.touches(beforeGap, subject, [])).toBe(true);
    expect(record.touches(afterGap, subject, [])).toBe(true);
    expect(record.touches(record.mark(), subject, [])).toBe(false);
  });
});

describe('MemoryLevel', () => {
  const record = () => new InvalidationRecord();
  const entry = (n: number, mark: Mark, bytes = 100) => ({
    value: n,
    tags: [],
    createdMs: 0,
    expiresMs: 1,
    touchedMs: 0,
    entryName: `search:${n}`,
    stamps: ['k:search', `t:${n % 2}`],
    text: `text ${n}`,
    bytes,
    mark,
  });

  it('is bounded by bytes and drops what was used longest ago', () => {
    const heard = record();
    const memory = new MemoryLevel(5000, heard).open();
    for (let n = 0; n < 20; n++) memory.set(`${n}`, entry(n, heard.mark()));

    expect(memory.get('0')).toBeUndefined();
    expect(memory.get('19')?.value).toBe(19);
  });

  it('keeps nothing that alone is larger than its bound, and nothing at all with none', () => {
    const heard = record();
    const memory = new MemoryLevel(5000, heard).open();
    memory.set('large', entry(1, heard.mark(), 6000));
    const off = new MemoryLevel(0, heard).open();
    off.set('a', entry(1, heard.mark()));

    expect(memory.get('large')).toBeUndefined();
    expect(off.get('a')).toBeUndefined();
    expect(off.getUnverified('a')).toBeUndefined();
  });

  it('answers nothing that an entry name, a stamp or a pattern has named since', () => {
    const heard = record();
    const memory = new MemoryLevel(100_000, heard).open();
    for (let n = 0; n < 6; n++) memory.set(`${n}`, entry(n, heard.mark()));
    heard.add({ entries: ['search:0', 'search:9'], stamps: ['t:1'], pattern: 'text 4' });
    const left = [0, 1, 2, 3, 4, 5].filter((n) => memory.get(`${n}`) !== undefined);

    expect(left).toEqual([2]);
    expect(memory.get('2')?.mark).toBe(heard.mark());
  });

  it('answers after a gap only who accepts it unverified, and never what was named before', () => {
    const heard = record();
    const memory = new MemoryLevel(100_000, heard).open();
    for (let n = 0; n < 2; n++) memory.set(`${n}`, entry(n, heard.mark()));
    heard.add({ entries: ['search:0'], stamps: [] });
    heard.addGap();

    expect([memory.get('0'), memory.get('1')]).toEqual([undefined, undefined]);
    expect(memory.getUnverified('0')).toBeUndefined();
    expect(memory.getUnverified('1')?.value).toBe(1);
  });
});

describe('PendingInvalidations', () => {
  it('answers what is due in order, until it is done', () => {
    const pending = new PendingInvalidations(['k:search']);
    const [a, b] = [
      { entries: ['a'], stamps: [] },
      { entries: [], stamps: ['t:b'], pattern: 'p' },
    ];
    pending.add(a);
    pending.add(b);
    pending.done(a);

    expect(pending.first()).toBe(b);
  });

  it('becomes everything when remembering each would cost more', () => {
    const pending = new PendingInvalidations(['k:search']);
    pending.add({ entries: Array.from({ length: 10_001 }, (_, n) => `e${n}`), stamps: [] });

    expect(pending.first()).toEqual({ entries: [], stamps: ['k:search'] });
  });
});
