import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawScene } from '../testing/draw-scene.ts';
import { AUTHORIZED, openTestServer, type TestServer } from '../testing/test-server.ts';

const MARKDOWN = `# Pilots\n\nA pilot comes aboard at the **outer buoy**. Ships longer than ninety metres must take one,
  others may ask for one by radio, two hours before they arrive.`;
const PLAIN = `PILOTS\n\nA pilot comes aboard at the outer buoy.\nShips longer than ninety metres must take one, others may
ask for one by radio, three hours before they arrive.`;

let open: TestServer;

beforeAll(async () => {
  open = await openTestServer();
});

afterAll(() => open.close());

async function ingested(name: string, content: string | Buffer) {
  const { file, job } = await open.house.ingest(name, content);
  await open.house.ended(job.id);
  return { hash: file.hash, jobId: job.id };
}

const near = (hash: string) =>
  open.query(
    `query($hash: ID!) { file(hash: $hash) { nearDuplicates { similarity kind file { name } } } }`,
    { hash },
  );

describe('File.nearDuplicates', () => {
  it('tells of a text in another format with a small edit, until that is deleted', async () => {
    await ingested('hours.txt', 'Open daily. '.repeat(40));
    const first = await ingested('pilots.md', MARKDOWN);
    const second = await ingested('pilots.txt', PLAIN);

    const { data, extensions } = await near(first.hash);
    const job = await open.server.app.inject({
      url: `/api/v1/jobs/${second.jobId}`,
      headers: AUTHORIZED,
    });
    await open.house.worker.deleteFile(second.hash);

    expect(data.file.nearDuplicates).toEqual([
      { similarity: expect.any(Number), kind: 'TEXT', file: { name: 'pilots.txt' } },
    ]);
    expect(extensions.apolloCacheTags).toEqual(
      expect.arrayContaining(['search', `file-${first.hash}`, `file-${second.hash}`]),
    );
    expect(job.json().nearDuplicates).toMatchObject([{ fileHash: first.hash, kind: 'TEXT' }]);
    expect((await near(first.hash)).data.file.nearDuplicates).toEqual([]);
  });

  it('tells of a picture that was made smaller and compressed', async () => {
    const scene = await drawScene(1);
    const { hash } = await ingested('harbour.png', scene);
    await ingested('another.png', await drawScene(2));
    await ingested('small.jpg', await sharp(scene).resize(300).jpeg({ quality: 50 }).toBuffer());

    const { data } = await near(hash);

    expect(data.file.nearDuplicates).toEqual([
      { similarity: expect.any(Number), kind: 'IMAGE', file: { name: 'small.jpg' } },
    ]);
  });

  it('tells of them again after its file was processed again', async () => {
    const one = await ingested('one.txt', MARKDOWN);
    await ingested('two.txt', `${MARKDOWN}\n`);

    const { job } = await open.house.worker.reprocess(one.hash);
    await open.house.ended(job.id);

    const { data } = await near(one.hash);
    expect(data.file.nearDuplicates).toContainEqual({
      ...{ similarity: 1, kind: 'TEXT' },
      file: { name: 'two.txt' },
    });
  });
});
