import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../shared/service/config.ts';
import { workerConfigSchema } from '../config.ts';
import { readServerSettings } from './read-server-settings.ts';

const read = (environment: Record<string, string>) =>
  readServerSettings(readConfig(workerConfigSchema, environment));

describe('the settings of model servers', () => {
  it('come with the key of a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'key-'));
    writeFileSync(join(folder, 'key'), 'sk-of-a-file\n');

    const { transcription } = read({
      TRANSCRIPTION_BASE_URL: 'http://127.0.0.1:9/v1',
      TRANSCRIPTION_MODEL: 'whisper-1',
      TRANSCRIPTION_API_KEY_FILE: join(folder, 'key'),
    });

    rmSync(folder, { recursive: true });
    expect(transcription).toEqual({
      ...{ baseUrl: 'http://127.0.0.1:9/v1', model: 'whisper-1', apiKey: 'sk-of-a-file' },
      ...{ timeoutMs: 300_000, maxRetries: 2, maxBytes: 26_214_400 },
    });
  });

  it('are none without a model', () => {
    expect(read({ TRANSCRIPTION_BASE_URL: 'http://127.0.0.1:9/v1' })).toEqual({});
  });
});
