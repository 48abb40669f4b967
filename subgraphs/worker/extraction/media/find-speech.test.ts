import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findSpeech } from './find-speech.ts';

let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-speech-'));
  path = join(folder, 'content');
  writeFileSync(path, 'ten bytes!');
});

afterAll(() => rmSync(folder, { recursive: true }));

function find(speechMaxBytes: number | null) {
  const aids = { programs: null, speechMaxBytes, scratch: folder };
  return findSpeech({ path, mediaType: 'audio/mpeg' }, aids, 1000);
}

describe('findSpeech', () => {
  it('sends a sound file as it is, under a name that tells its format', async () => {
    expect(await find(10)).toEqual({ speech: { path, name: 'speech.mp3' } });
  });

  it('says which settings are missing when nobody transcribes', async () => {
    expect((await find(null)).unavailable).toMatch(
      /TRANSCRIPTION_BASE_URL and TRANSCRIPTION_MODEL/,
    );
  });

  it('says that ffmpeg would make a file small enough', async () => {
    expect((await find(9)).unavailable).toMatch(/TRANSCRIPTION_MAX_BYTES \(9\); install ffmpeg/);
  });
});
