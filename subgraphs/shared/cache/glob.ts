import { foldText } from './query-text.ts';

type Token = { readonly matches: (character: string) => boolean } | 'star';

/** Whether a normalised text matches. */
export type TextMatcher = (normalisedText: string) => boolean;

/**
 * Compiles a glob: `*` any run, `?` one character, `[a-z]` one of, `[!a]` or `[^a]` none of, `\` takes the next
 * character as it is. The whole text must match; a pattern without a wildcard matches anywhere in the text.
 *
 * An unclosed `[` is a bracket. Matching backtracks to the last `*` only, so it is O(pattern × text) at worst: no
 * pattern can stall the process as a regular expression could.
 */
export function compileGlob(pattern: string): TextMatcher {
  const { tokens, hasWildcard } = tokenise(pattern.trim());
  const anchored: readonly Token[] = hasWildcard ? tokens : ['star', ...tokens, 'star'];
  return (text) => matchTokens(anchored, Array.from(text));
}

function matchTokens(tokens: readonly Token[], characters: readonly string[]): boolean {
  let token = 0;
  let character = 0;
  let retryToken = -1;
  let retryCharacter = -1;
  while (character < characters.length) {
    const current = tokens[token];
    if (current === 'star') {
      retryToken = ++token;
      retryCharacter = character;
    } else if (current?.matches(characters[character] ?? '')) {
      token++;
      character++;
    } else if (retryToken >= 0) {
      token = retryToken;
      character = ++retryCharacter;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((rest) => rest === 'star');
}

function tokenise(pattern: string): { tokens: Token[]; hasWildcard: boolean } {
  const characters = Array.from(pattern);
  const tokens: Token[] = [];
  let literal = '';
  let hasWildcard = false;
  const add = (token: Token) => {
    tokens.push(...literalTokens(literal), token);
    literal = '';
    hasWildcard = true;
  };
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    const set = character === '[' ? readSet(characters, at) : undefined;
    if (character === '*') add('star');
    else if (character === '?') add({ matches: () => true });
    else if (set !== undefined) {
      add({ matches: set.matches });
      at = set.end;
    } else if (character === '\\' && at + 1 < characters.length) literal += characters[++at];
    else literal += character;
  }
  tokens.push(...literalTokens(literal));
  return { tokens, hasWildcard };
}

/** Folded as the text is, so that `Straße` finds what `normaliseText` made of it. */
function literalTokens(literal: string): Token[] {
  return Array.from(foldText(literal), (expected) => ({
    matches: (character: string) => character === expected,
  }));
}

/** The set that opens at `start`, or undefined when no `]` closes it. A `]` in first place is a member. */
function readSet(
  characters: readonly string[],
  start: number,
): { matches: (character: string) => boolean; end: number } | undefined {
  const negated = characters[start + 1] === '!' || characters[start + 1] === '^';
  const first = start + (negated ? 2 : 1);
  const ranges: [from: string, to: string][] = [];
  for (let at = first; at < characters.length; at++) {
    if (characters[at] === ']' && at > first) {
      return { matches: (character) => isInRanges(ranges, character) !== negated, end: at };
    }
    const from = readMember(characters, at);
    at = from.end;
    const isRange = characters[at + 1] === '-' && (characters[at + 2] ?? ']') !== ']';
    const to = isRange ? readMember(characters, at + 2) : from;
    at = to.end;
    ranges.push([from.member, to.member]);
  }
  return undefined;
}

function readMember(characters: readonly string[], at: number): { member: string; end: number } {
  const isEscape = characters[at] === '\\' && at + 1 < characters.length;
  const end = isEscape ? at + 1 : at;
  return { member: foldText(characters[end] ?? ''), end };
}

function isInRanges(ranges: readonly [string, string][], character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return ranges.some(
    ([from, to]) => point >= (from.codePointAt(0) ?? 0) && point <= (to.codePointAt(0) ?? 0),
  );
}
