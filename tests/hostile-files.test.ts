import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HostileFile } from '../scripts/hostile-corpus/hostile-file.ts';
import { hostileFiles } from '../scripts/hostile-corpus/hostile-files.ts';
import { HostileHouse, type Outcome, SECRET } from './house/hostile-house.ts';

const good: HostileFile = {
  name: 'tides.md',
  content: Buffer.from('# Tides\n\nHigh water at noon.'),
  end: 'READY',
};

let house: HostileHouse;
let files: readonly HostileFile[];
let outcomes: readonly Outcome[];

beforeAll(async () => {
  house = await HostileHouse.open();
  files = [...hostileFiles(house.targets), good];
  outcomes = await house.outcomesOf(files);
}, 120_000);

afterAll(() => house.close());

describe('hostile files', () => {
  it('are at least forty, each with other bytes', () => {
    const contents = new Set(files.map(({ content }) => content.toString('base64')));

    expect(files.length).toBeGreaterThan(90);
    expect(contents.size).toBeGreaterThan(90);
  });

  it('end as they should: refused with a code, FAILED with a reason, or READY', () => {
    const wrong = files.flatMap(({ name, end, reason }, index) => {
      const outcome = outcomes[index];
      const isRight =
        (end === 'ANY' || outcome?.end === end) && (reason?.test(outcome?.reason ?? '') ?? true);
      return isRight ? [] : [{ name, expected: `${end} ${reason}`, outcome }];
    });

    expect(wrong).toEqual([]);
  });

  it('cost no other file: the good one is READY and can be read', async () => {
    expect(outcomes.at(-1)?.end).toBe('READY');
    expect(await house.everythingShown()).toContain('High water at noon.');
  });

  it('do not keep the worker from answering, nor end it', async () => {
    expect(house.health.answersMs.length).toBeGreaterThan(50);
    expect(house.health.faults).toEqual([]);
    expect(house.process.log.filter(({ msg }) => /uncaught|stopping/.test(msg ?? ''))).toEqual([]);
  });

  it('read, write and call nothing that is not theirs', async () => {
    expect(await house.everythingShown()).not.toContain(SECRET);
    expect(house.calls).toEqual([]);
    expect(house.strayFiles()).toEqual({ beside: ['data', 'secret.srt', 'tmp'], inside: [] });
  });
});
