import { describe, expect, it } from '@jest/globals';
import { Cancellation, CancelledError } from './cancellation.ts';
import { JoinedCalls } from './joined-calls.ts';

/** Something that changes, and how often it was asked for. */
function createSource() {
  const source = { value: 1, asked: 0, aborted: 0 };
  const read = async (call: Cancellation) => {
    source.asked++;
    call.add({ onCancel: () => source.aborted++ });
    return source.value;
  };
  return { source, read };
}

const never = () => new Promise<number>(() => undefined);

describe('JoinedCalls', () => {
  it('sends equal calls of one turn once, and says that the answer is shared', async () => {
    const { source, read } = createSource();
    const calls = new JoinedCalls<number>();

    const landed = await Promise.all([1, 2, 3].map(() => calls.join('a', read, undefined)));

    expect(source.asked).toBe(1);
    expect(landed).toEqual(Array(3).fill({ value: 1, isShared: true }));
  });

  it('sends calls apart whose keys differ', async () => {
    const { source, read } = createSource();
    const calls = new JoinedCalls<number>();

    const landed = await Promise.all(['a', 'b'].map((key) => calls.join(key, read, undefined)));

    expect(source.asked).toBe(2);
    expect(landed.map(({ isShared }) => isShared)).toEqual([false, false]);
  });

  it('gives nobody an answer that was asked for before the own question', async () => {
    const { source, read } = createSource();
    const calls = new JoinedCalls<number>();
    let answerFirst: () => void = () => undefined;
    const hasLeft = new Promise<void>((resolve) => {
      void calls.join(
        'a',
        async (call) => {
          const value = await read(call);
          resolve();
          await new Promise<void>((answer) => {
            answerFirst = answer;
          });
          return value;
        },
        undefined,
      );
    });
    await hasLeft;
    source.value = 2;

    const { value } = await calls.join('a', read, undefined);

    answerFirst();
    expect(value).toBe(2);
  });

  it('gives the call up when the last of its callers has gone, and not before', async () => {
    const { source, read } = createSource();
    const calls = new JoinedCalls<number>();
    const faults: unknown[] = [];
    const [first, second] = [new Cancellation(), new Cancellation()];
    const hasLeft = new Promise<void>((resolve) => {
      const send = async (call: Cancellation) => {
        await read(call);
        resolve();
        return never();
      };
      for (const client of [first, second]) {
        calls.join('a', send, client).catch((fault: unknown) => faults.push(fault));
      }
    });
    await hasLeft;

    first.cancel();
    const abortedByOne = source.aborted;
    second.cancel();
    await Promise.resolve();

    expect([abortedByOne, source.aborted]).toEqual([0, 1]);
    expect(faults).toEqual([expect.any(CancelledError), expect.any(CancelledError)]);
  });
});
