import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chimeRecording } from './make-corpus/chime-recording.ts';
import { pdfDocument } from './make-corpus/pdf-document.ts';
import { readSheet } from './make-corpus/sheet.ts';
import { whiteboardPicture } from './make-corpus/whiteboard-picture.ts';
import { wordDocument } from './make-corpus/word-document.ts';

const help = `Makes the binary files of examples/corpus/ from scripts/make-corpus/texts/.

  node --import tsx scripts/make-corpus.ts

The files are committed; run this only after a change of their texts. PDF, DOCX and WAV come out the same on every
machine. The PNG is drawn with the fonts of this machine: install DejaVu (Debian: fonts-dejavu-core) to get the same.
`;

const corpus = new URL('../examples/corpus/', import.meta.url);

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) process.stdout.write(help);
else await makeCorpus();

async function makeCorpus(): Promise<void> {
  await writePdf('capacity-planning', 'Capacity planning for the search stack');
  await writePdf('retrieval-evaluation', 'Evaluation of retrieval quality');
  await writeWord('data-retention-policy');
  await writeWord('model-upgrade-plan');
  await write('whiteboard-alert-thresholds.png', await whiteboardPicture());
  await write('standup-chime.wav', chimeRecording());
}

async function writePdf(name: string, title: string): Promise<void> {
  await write(`${name}.pdf`, pdfDocument(title, await sheet(name)));
}

async function writeWord(name: string): Promise<void> {
  await write(`${name}.docx`, wordDocument((await sheet(name)).flat()));
}

async function sheet(name: string) {
  return readSheet(
    await readFile(new URL(`./make-corpus/texts/${name}.txt`, import.meta.url), 'utf8'),
  );
}

async function write(name: string, bytes: Buffer): Promise<void> {
  await writeFile(new URL(name, corpus), bytes);
  process.stdout.write(`${name}  ${bytes.length} bytes\n`);
}
