import { describe, expect, it } from '@jest/globals';
import { JoinedCalls } from './joined-calls.ts';

/** Something that changes, and how often it was asked for. */
function createSource() {
  const source = { value: 1, asked: 0, aborted: 0 };
  const read = async (signal: AbortSignal) => {
    source.asked++;
    signal.addEventListener('abort', () => source.aborted++);
    return source.value;
  };
  return { source, read };
}

const never = (signal: AbortSignal) =>
  new Promise<number>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

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
        async (signal) => {
          const value = await read(signal);
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
    const [first, second] = [new AbortController(), new AbortController()];
    const send = async (signal: AbortSignal) => {
      await read(signal);
      return never(signal);
    };
    const left = [first, second].map(({ signal }) => calls.join('a', send, signal));
    const other = left[1]?.catch((reason: unknown) => reason);

    first.abort(new Error('gone'));
    await expect(left[0]).rejects.toThrow('gone');
    const abortedByOne = source.aborted;
    await new Promise((resolve) => setImmediate(resolve));
    second.abort(new Error('gone too'));

    expect(await other).toMatchObject({ message: 'gone too' });
    expect([abortedByOne, source.aborted]).toEqual([0, 1]);
  });
});
