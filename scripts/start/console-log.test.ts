import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConsoleLog } from './console-log.ts';

const request = JSON.stringify({ level: 30, msg: 'request' });
const failure = JSON.stringify({ level: 50, msg: 'failure' });

let shown = '';
const out = new Writable({
  write(chunk, _encoding, done) {
    shown += String(chunk);
    done();
  },
});

beforeEach(() => {
  shown = '';
});

describe('the stream of lines that npm start shows', () => {
  const plain = { isJson: false, isColoured: false };

  it("puts each process's name before its lines", () => {
    new ConsoleLog(out, plain).line('worker', 'Ready');

    expect(shown).toBe('worker    │ Ready\n');
  });

  it("passes the processes' lines through as they are when JSON is asked for", () => {
    new ConsoleLog(out, { isJson: true, isColoured: false }).line('worker', request);

    expect(shown).toBe(`${request}\n`);
  });

  it('leaves out what is below a warning while the demonstration speaks, and only then', async () => {
    const log = new ConsoleLog(out, plain);

    await log.quietly(async () => {
      log.line('worker', request);
      log.line('worker', failure);
    });
    expect(shown).not.toContain('request');
    expect(shown).toContain('failure');

    log.line('worker', request);
    expect(shown).toContain('request');
  });

  it('shows marked words bold, or unmarked where there are no colours', () => {
    const marked = 'the <mark>cache</mark> was <mark>evic …';

    expect(new ConsoleLog(out, plain).emphasise(marked)).toBe('the cache was evic …');
    expect(
      new ConsoleLog(out, { isJson: false, isColoured: true }).emphasise('a <mark>b</mark>'),
    ).toBe('a \u001b[1mb\u001b[0m');
  });

  it('shows a highlight as text', () => {
    const log = new ConsoleLog(out, plain);

    expect(log.emphasise('the &quot;<mark>queue</mark>&quot; &amp;lt; 5')).toBe(
      'the "queue" &lt; 5',
    );
  });
});
