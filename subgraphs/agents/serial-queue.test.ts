import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { SerialQueue } from './serial-queue.ts';

describe('SerialQueue', () => {
  it('runs the work of one key in the order it came, also after a failure', async () => {
    const queue = new SerialQueue();
    const done: string[] = [];
    const gate = new EventEmitter();

    const first = queue.run('a', async () => {
      await once(gate, 'open');
      done.push('first');
      throw new Error('no');
    });
    const second = queue.run('a', async () => done.push('second'));
    const other = queue.run('b', async () => done.push('other'));
    await other;
    gate.emit('open');

    await expect(first).rejects.toThrow('no');
    await second;
    expect(done).toEqual(['other', 'first', 'second']);
  });
});
