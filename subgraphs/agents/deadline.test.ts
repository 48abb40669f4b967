import { describe, expect, it } from '@jest/globals';
import { withDeadline } from './deadline.ts';

describe('withDeadline', () => {
  it('gives what the work gives', async () => {
    await expect(withDeadline(1000, 'Work', async () => 7)).resolves.toBe(7);
  });

  it('ends work that does not listen to the signal, and says how long it had', async () => {
    let aborted: AbortSignal | undefined;

    const outcome = withDeadline(5, 'Work', (signal) => {
      aborted = signal;
      return new Promise(() => undefined);
    });

    await expect(outcome).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: 'Work took longer than 5 ms.',
    });
    expect(aborted?.aborted).toBe(true);
  });
});
