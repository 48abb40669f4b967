const SAMPLE_RATE = 8000;
const SECONDS = 2;

/** Hz and the second at which each note of the chime begins. */
const notes: readonly [frequency: number, start: number][] = [
  [659.3, 0],
  [523.3, 0.5],
  [587.3, 1],
];

const tags: Readonly<Record<string, string>> = {
  INAM: 'Stand-up chime',
  IART: 'Tomas Lindqvist',
  IPRD: 'Sounds of the search team',
  ICRD: '2026-02-17',
  IGNR: 'Office',
  ICMT: 'Rings at 09:45 on Mondays and Wednesdays, the release days, from the loudspeaker beside the coffee machine.',
};

/** A WAV of 2 seconds (8 kHz, 16 bit, mono) whose LIST/INFO tags say what it is. */
export function chimeRecording(): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(SAMPLE_RATE, 4);
  format.writeUInt32LE(SAMPLE_RATE * 2, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  const list = Object.entries(tags).map(([name, text]) => chunk(name, Buffer.from(`${text}\0`)));
  return chunk(
    'RIFF',
    Buffer.concat([
      Buffer.from('WAVE'),
      chunk('fmt ', format),
      chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...list])),
      chunk('data', samples()),
    ]),
  );
}

/** A RIFF chunk: name, length, body, and a byte of padding when the length is odd. */
function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)]);
}

/** Each note is a sine that dies away. */
function samples(): Buffer {
  const data = Buffer.alloc(SAMPLE_RATE * SECONDS * 2);
  for (let index = 0; index < SAMPLE_RATE * SECONDS; index++) {
    const time = index / SAMPLE_RATE;
    const level = notes
      .filter(([, start]) => time >= start)
      .reduce((sum, [frequency, start]) => {
        const age = time - start;
        return sum + Math.sin(2 * Math.PI * frequency * age) * Math.exp(-5 * age);
      }, 0);
    data.writeInt16LE(Math.round((level / notes.length) * 0.8 * 32_767), index * 2);
  }
  return data;
}
