import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractionPool, type ExtractionPool } from './extraction-pool.ts';
import type { ExtractorName } from './extractor.ts';

const corpus = fileURLToPath(new URL('../../../examples/corpus/', import.meta.url));
const never = new AbortController().signal;

let pool: ExtractionPool;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'extraction-'));
  pool = createExtractionPool({ processes: 1, timeoutMs: 30_000 });
});

afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

function read(extractor: ExtractorName, path: string) {
  return pool.extract({ extractor, path, name: 'example' }, never);
}

function readContent(extractor: ExtractorName, content: string | Buffer) {
  const path = join(folder, 'content');
  writeFileSync(path, content);
  return read(extractor, path);
}

describe('extraction', () => {
  it('takes text as it is, with one kind of line end and no byte order mark', async () => {
    const { chunks } = await readContent('text', '\ufeffone\r\ntwo\rthree');

    expect(chunks).toMatchObject([{ text: 'one\ntwo\nthree', start: 0, end: 13, page: null }]);
  });

  it('reads front matter and the first heading of Markdown', async () => {
    const named = await readContent(
      'markdown',
      '---\ntitle: "A title"\ntags: a, b\n---\n# Heading\ntext',
    );
    const unnamed = await readContent('markdown', '```\n# no heading\n```\n# Heading\ntext');

    expect(named).toMatchObject({
      title: 'A title',
      properties: { frontMatter: { title: 'A title', tags: 'a, b' } },
      chunks: [{ text: '# Heading\ntext' }],
    });
    expect(unnamed.title).toBe('Heading');
  });

  it('reads the words of a page, not its scripts, styles or links', async () => {
    const { title, properties, chunks } = await readContent(
      'html',
      `<html lang="en"><head><title>Opening hours</title><style>p { color: red }</style></head>
      <body><nav><a href="/x">Home</a></nav><h2>Summer</h2><p>Open <a href="https://example.org/secret">daily</a>
      from 9 to 17.</p><script>steal()</script></body></html>`,
    );

    const text = chunks.map((chunk) => chunk.text).join('\n');
    expect(title).toBe('Opening hours');
    expect(properties).toMatchObject({ language: 'en' });
    expect(text).toContain('## Summer');
    expect(text).toContain('Open daily');
    expect(text).not.toMatch(/steal|color|secret/);
  });

  it('reads a PDF page by page', async () => {
    const { properties, chunks } = await read('pdf', join(corpus, 'capacity-planning.pdf'));

    expect(properties).toMatchObject({ pages: 3 });
    expect(chunks.map(({ page }) => page)).toEqual([1, 2, 3]);
    expect(chunks[0]?.text).toContain('Capacity planning');
  });

  it('reads a Word document with its headings', async () => {
    const { title, chunks } = await read('docx', join(corpus, 'data-retention-policy.docx'));

    expect(title).toBe('Data retention policy');
    expect(chunks[0]?.text).toContain('## What is kept');
  });

  it('reads the size of a picture and the words in it', async () => {
    const { properties, chunks } = await read(
      'image',
      join(corpus, 'whiteboard-alert-thresholds.png'),
    );

    expect(properties).toMatchObject({ format: 'png', width: 1120, height: 740 });
    expect(chunks[0]?.text).toContain('ALERT THRESHOLDS');
  });

  it('reads the tags of a sound file and says what it cannot read', async () => {
    const { properties, chunks } = await read('audio', join(corpus, 'standup-chime.wav'));

    expect(properties).toMatchObject({
      durationSeconds: 2,
      tags: { title: 'Stand-up chime' },
      unavailable: [expect.stringContaining('transcription')],
    });
    expect(chunks[0]).toMatchObject({ startMs: 0, endMs: 2000 });
    expect(chunks[0]?.text).toContain('Stand-up chime');
  });

  it('reads subtitles with their times', async () => {
    const { properties, chunks } = await readContent(
      'subtitles',
      'WEBVTT\n\n00:01.000 --> 00:02.000\nHigh water\n\n00:02.500 --> 00:04.000\nat noon.',
    );

    expect(properties).toEqual({ cues: 2, durationSeconds: 4 });
    expect(chunks).toMatchObject([{ text: 'High water\nat noon.', startMs: 1000, endMs: 4000 }]);
  });

  it.each<[ExtractorName, string, RegExp]>([
    ['subtitles', 'no time at all', /no text with a time/],
    ['pdf', '%PDF-1.7 and then nothing', /PDF is damaged/],
    ['docx', 'PK\x03\x04 is no document', /Word document is damaged/],
    ['image', '\x89PNG\r\n\x1a\n and then nothing', /picture cannot be decoded/],
  ])('says of a broken %s what is wrong with it', async (extractor, content, reason) => {
    await expect(readContent(extractor, content)).rejects.toMatchObject({
      name: 'UnreadableFileError',
      message: expect.stringMatching(reason),
    });
  });
});

describe('the pool', () => {
  it('stops a parser at its time limit, and reads the next file', async () => {
    const hasty = createExtractionPool({ processes: 1, timeoutMs: 50 });
    const path = join(corpus, 'whiteboard-alert-thresholds.png');

    await expect(hasty.extract({ extractor: 'image', path, name: 'a' }, never)).rejects.toThrow(
      'longer than 0.05 s',
    );

    await hasty.close();
    await expect(readContent('text', 'still here')).resolves.toBeDefined();
  });

  it('ends a parser that needs too much memory, and reads the next file', async () => {
    const small = createExtractionPool({ processes: 1, timeoutMs: 20_000, maxMemoryBytes: 1 });
    const path = join(corpus, 'whiteboard-alert-thresholds.png');

    await expect(small.extract({ extractor: 'image', path, name: 'a' }, never)).rejects.toThrow(
      'more than 0 MiB of memory',
    );

    await small.close();
    await expect(readContent('text', 'still here')).resolves.toBeDefined();
  });

  it('blames a parser that crashes, and reads the next file', async () => {
    await expect(read('text', join(folder, 'not-there'))).rejects.toThrow(/parser failed/);
    await expect(readContent('text', 'still here')).resolves.toBeDefined();
  });

  it('stops when it is told to, with the reason it is given', async () => {
    const path = join(corpus, 'whiteboard-alert-thresholds.png');
    const stop = AbortSignal.abort(new Error('no longer wanted'));

    const extracting = pool.extract({ extractor: 'image', path, name: 'a' }, stop);

    await expect(extracting).rejects.toThrow('no longer wanted');
  });
});
