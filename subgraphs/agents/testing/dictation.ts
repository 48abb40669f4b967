import { EventEmitter, on } from 'node:events';

/** An answer that a chat model writes when the test says so. */
export interface Dictation {
  readonly pieces: AsyncIterable<string>;
  write(piece: string): void;
  end(): void;
}

export function createDictation(): Dictation {
  const voice = new EventEmitter();
  const heard = on(voice, 'piece', { close: ['end'] });
  return {
    pieces: listen(heard),
    write: (piece) => void voice.emit('piece', piece),
    end: () => void voice.emit('end'),
  };
}

async function* listen(heard: AsyncIterable<string[]>): AsyncGenerator<string> {
  for await (const [piece = ''] of heard) yield piece;
}
