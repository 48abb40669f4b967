import { describe, expect, it } from '@jest/globals';
import type { FileRecord } from '../file.ts';
import { contentVersionOf, processingEntry } from './extract-file.ts';
import { createOpenAiTranscriber } from './transcription/openai-transcriber.ts';

const nothing = { programs: null, transcriber: null, scratchFolder: '' };
const withFfmpeg = {
  ...nothing,
  programs: { ffmpeg: '/bin/ffmpeg', ffprobe: '/bin/ffprobe', setpriv: null },
};

function transcribing(baseUrl: string, model: string) {
  const limits = { timeoutMs: 1, maxRetries: 0, maxBytes: 1 };
  const transcriber = createOpenAiTranscriber({ baseUrl, model, apiKey: 'secret', ...limits });
  return { ...nothing, transcriber };
}

function fileOf(mediaType: string): FileRecord {
  const none = { error: null, metadata: null, properties: null, contentVersion: null };
  return {
    ...{
      sequence: 1,
      hash: 'a'.repeat(64),
      name: 'a',
      mediaType,
      sizeBytes: 1,
      createdAt: new Date(0),
    },
    ...{ modality: 'TEXT', status: 'READY', generation: null },
    ...none,
  };
}

const settings = { exifGps: false, ocrMaxPages: 20, ocrBudgetMs: 30_000 };

describe('the key of an extraction', () => {
  it.each(['audio/wav', 'video/mp4'])('of %s is another one for each server and model', (type) => {
    const abilities = [
      nothing,
      withFfmpeg,
      transcribing('http://a/v1', 'whisper'),
      transcribing('http://b/v1', 'whisper'),
      transcribing('http://a/v1', 'large'),
    ];
    const keys = abilities.map((media) =>
      JSON.stringify(processingEntry(fileOf(type), { media, settings })),
    );

    expect(new Set(keys).size).toBe(abilities.length);
  });

  it('of a text does not care who transcribes', () => {
    const text = fileOf('text/plain');

    expect(contentVersionOf(text, transcribing('http://a/v1', 'whisper'))).toBe(
      contentVersionOf(text, nothing),
    );
  });

  it('tells neither the server nor the key', () => {
    const entry = processingEntry(fileOf('audio/wav'), {
      media: transcribing('http://a/v1', 'whisper'),
      settings,
    });

    expect(JSON.stringify(entry)).not.toMatch(/secret|http/);
  });
});
