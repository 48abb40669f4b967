import { cutToTokens } from '../../shared/text/cut-to-tokens.ts';
import { countTokens } from '../../shared/text/token-count.ts';
import type { MessageRecord } from '../message.ts';

/** The part of the window that one message before the last may take; one that is longer is cut. */
const LARGEST_SHARE = 0.5;
/** A piece shorter than this tells nothing. */
const SHORTEST_CUT = 50;
/** What the note about a cut takes itself, at most. */
const NOTE_TOKENS = 40;

/**
 * The newest of `messages` (oldest first) that have at most `maxTokens` tokens together. The last one always stays.
 * A message too long for half of the window is cut, and says so, rather than push everything before it out.
 */
export function fitWindow(
  messages: readonly MessageRecord[],
  maxTokens: number,
): readonly MessageRecord[] {
  const kept: MessageRecord[] = [];
  let left = maxTokens;
  for (const message of messages.toReversed()) {
    const share = kept.length === 0 ? maxTokens : maxTokens * LARGEST_SHARE;
    const tokens = countTokens(message.text);
    const room = Math.floor(Math.min(left, share));
    if (tokens <= room) {
      kept.push(message);
      left -= tokens;
    } else if (tokens > share && room >= SHORTEST_CUT + NOTE_TOKENS) {
      const text = cut(message.text, tokens, room);
      kept.push({ ...message, text });
      left -= countTokens(text);
    } else break;
  }
  return kept.reverse();
}

function cut(text: string, tokens: number, room: number): string {
  const beginning = cutToTokens(text, room - NOTE_TOKENS);
  return `${beginning}\n[… cut: the first ${room - NOTE_TOKENS} of ${tokens} tokens of this message]`;
}
