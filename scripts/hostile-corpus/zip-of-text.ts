import { deflatedZip } from './deflated-zip.ts';

/** A zip with one text in it. */
export function zipOfText(name: string, text: string | Buffer): Buffer {
  return deflatedZip([{ name, content: Buffer.from(text) }]);
}
