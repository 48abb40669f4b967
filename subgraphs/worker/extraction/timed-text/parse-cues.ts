import { cleanText } from '../clean-text.ts';
import type { Cue } from './cue.ts';
import { timeInMs } from './time-in-ms.ts';

/** What a subtitle file says, and how many of its blocks have no timing that can be read. */
export interface ParsedCues {
  readonly cues: readonly Cue[];
  readonly skipped: number;
}

const TIME = String.raw`(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})`;
const TIMING = new RegExp(String.raw`^${TIME}[ \t]+-->[ \t]+${TIME}(?:[ \t]|$)`);
/** Blocks of WebVTT that are not shown. */
const SILENT = /^(?:WEBVTT|NOTE|STYLE|REGION)(?:[ \t]|$)/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '',
  '&rlm;': '',
};

/**
 * Reads SRT and WebVTT (W3C, without its layout): blocks of lines with a timing each. A block with a bad timing is
 * skipped, never guessed. Linear in the length of the text, whatever it holds.
 */
export function parseCues(text: string): ParsedCues {
  const cues: Cue[] = [];
  let skipped = 0;
  for (const block of blocksOf(cleanText(text))) {
    if (SILENT.test(block[0] ?? '')) continue;
    const cue = readBlock(block);
    if (cue === undefined) skipped += 1;
    else if (cue.text !== '') cues.push(cue);
  }
  return { cues, skipped };
}

function* blocksOf(text: string): Generator<readonly string[]> {
  let block: string[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() !== '') block.push(line);
    else if (block.length > 0) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}

/** The timing stands in the first line, or in the second under the cue's name. */
function readBlock(block: readonly string[]): Cue | undefined {
  const at = block[0]?.includes('-->') ? 0 : 1;
  const match = TIMING.exec(block[at]?.slice(0, 200) ?? '');
  if (match === null) return undefined;
  const startMs = toMs(match.slice(1, 5));
  const endMs = toMs(match.slice(5, 9));
  if (startMs === undefined || endMs === undefined || endMs < startMs) return undefined;
  const lines = block.slice(at + 1).map(toPlainText);
  return { startMs, endMs, text: lines.filter(Boolean).join('\n') };
}

function toMs([hours, minutes, seconds, thousandths]: readonly (string | undefined)[]) {
  const whole = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  return timeInMs(whole + Number(thousandths) / 1000);
}

/** Without tags, position marks and entities; a WebVTT voice stays as the speaker's name. */
function toPlainText(line: string): string {
  return line
    .replace(/<v(?:\.[\w.]{0,50})?[ \t]+([^<>]{1,100})>/g, '$1: ')
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/\{\\[^{}]{0,100}\}/g, '')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}
