import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { stopSignal } from './stop-signal.ts';

/** A stack that is being told to stop, at the given milliseconds. */
function signalled(...times: number[]) {
  const signals = new EventEmitter();
  const said: string[] = [];
  let kills = 0;
  let time = 0;
  const log = { say: (line: string) => void said.push(line) };
  const stopped = stopSignal(() => kills++, log, { signals, now: () => time });
  for (time of times) signals.emit('SIGINT', 'SIGINT');
  return { isStopped: stopped.aborted, said, kills };
}

describe('a signal to stop', () => {
  it('ends everything in order the first time', () => {
    expect(signalled(7)).toEqual({ isStopped: true, said: ['\nSIGINT: stopping …'], kills: 0 });
  });

  it('is one Ctrl-C when npm passes on what the terminal has sent already', () => {
    expect(signalled(7, 27)).toEqual({
      isStopped: true,
      said: ['\nSIGINT: stopping …'],
      kills: 0,
    });
  });

  it('waits for nothing the second time', () => {
    expect(signalled(7, 27, 1500)).toMatchObject({ isStopped: true, kills: 1 });
  });
});
