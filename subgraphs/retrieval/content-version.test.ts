import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ContentVersion } from './content-version.ts';
import { openRetrievalStore, type RetrievalDatabase } from './store.ts';

let store: RetrievalDatabase;

beforeEach(async () => {
  store = await openRetrievalStore(':memory:');
});

afterEach(() => store.destroy());

const isVisible = () => true;
const isInvisible = () => false;

describe('ContentVersion', () => {
  it('is new after a visible change, before the change is acknowledged', async () => {
    const version = await ContentVersion.open(store);
    const before = version.current;

    const result = await version.change(async () => 'done', isVisible);

    expect(result).toBe('done');
    expect(version.current).not.toBe(before);
  });

  it('stays when searches saw nothing of the change', async () => {
    const version = await ContentVersion.open(store);
    const before = version.current;

    await version.change(async () => undefined, isInvisible);

    expect(version.current).toBe(before);
  });

  it('is new after a change that failed, because it may have happened all the same', async () => {
    const version = await ContentVersion.open(store);
    const before = version.current;

    const change = version.change(() => Promise.reject(new Error('disk full')), isVisible);

    await expect(change).rejects.toThrow('disk full');
    expect(version.current).not.toBe(before);
  });

  it('is the same after a restart, unless the process ended in the middle of a change', async () => {
    const first = await ContentVersion.open(store);
    await first.change(async () => undefined, isVisible);
    const second = await ContentVersion.open(store);
    expect(second.current).toBe(first.current);

    await new Promise<void>((begun) => {
      void second.change(() => new Promise(() => begun()), isVisible);
    });
    const third = await ContentVersion.open(store);

    expect(third.current).not.toBe(first.current);
  });

  it('runs changes one by one, in order', async () => {
    const version = await ContentVersion.open(store);
    const steps: string[] = [];
    const step = (name: string) => async () => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      steps.push(`${name} ends`);
    };

    await Promise.all([version.change(step('a'), isVisible), version.change(step('b'), isVisible)]);

    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});
