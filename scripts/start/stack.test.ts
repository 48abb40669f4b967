import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../subgraphs/shared/testing/eventually.ts';
import { ConsoleLog } from './console-log.ts';
import { Stack } from './stack.ts';

describe('the stack', () => {
  it('stops at the first signal also while it waits for a program to be ready', async () => {
    const neverReady = {
      name: 'standin',
      command: process.execPath,
      args: ['-e', 'setInterval(() => undefined, 1000)'],
      environment: { PATH: process.env['PATH'] },
      hasIpc: true,
      isReady: async () => false,
      restart: { firstMs: 1, maxMs: 1 },
    };
    const log = new ConsoleLog(new PassThrough(), { isJson: false, isColoured: false });
    const stack = new Stack([[neverReady]], log, async () => undefined);
    const stopped = new AbortController();
    const starting = stack.start(stopped.signal);
    await eventually(
      () => stack.pids,
      (pids) => 'standin' in pids,
    );

    stopped.abort();

    await starting;
    await stack.stop();
    expect(stack.pids).toEqual({});
  });
});
