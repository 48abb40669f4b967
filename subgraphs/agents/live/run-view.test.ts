import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RunEvent } from './run-event.ts';
import { RunView } from './run-view.ts';

const RUNNING = { status: 'RUNNING', step: null, progress: 0 } as const;

/** What a reporter tells of a text that becomes each of these in turn. */
function toEvents(drafts: readonly string[]): RunEvent[] {
  return drafts.map((draft, index) => {
    const before = drafts[index - 1] ?? '';
    const offset = draft.startsWith(before) ? before.length : 0;
    return toEvent(index + 1, offset, draft.slice(offset));
  });
}

function toEvent(sequence: number, offset: number, text: string): RunEvent {
  return { runId: 'r', sequence, step: 'answer', progress: 0.5, offset, text, isOver: false };
}

describe('a run as a watcher knows it', () => {
  it('never shows a text that was not written, whatever was missed or came twice', () => {
    const drafts = fc.array(fc.string({ maxLength: 4 }), { minLength: 1, maxLength: 12 });
    const grown = drafts.map((pieces) =>
      // Now and then the model begins anew, as after a tool call.
      pieces.map((piece, index) =>
        index % 5 === 4 ? piece : pieces.slice(index - (index % 5), index + 1).join(''),
      ),
    );
    fc.assert(
      fc.property(grown, fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }), (texts, copies) => {
        const view = new RunView(RUNNING);

        for (const event of toEvents(texts)) {
          for (let copy = 0; copy < (copies[event.sequence - 1] ?? 0); copy++) {
            view.apply(event);
            if (view.isWhole) expect(view.text).toBe(texts[event.sequence - 1]);
          }
        }

        const last = texts.at(-1) ?? '';
        view.apply(toEvent(texts.length + 1, 0, last));
        expect(view).toMatchObject({ isWhole: true, text: last });
      }),
    );
  });

  it('has changed when there is something new, whoever said it, and not when it was only repeated', () => {
    const view = new RunView(RUNNING);
    const versions = [view.version];

    view.take({ ...RUNNING, step: 'answer', progress: 0.5 });
    versions.push(view.version);
    view.apply(toEvent(1, 0, ''));
    versions.push(view.version);
    view.apply(toEvent(2, 0, 'Sun'));
    versions.push(view.version);

    expect(versions).toEqual([0, 1, 1, 2]);
  });
});
