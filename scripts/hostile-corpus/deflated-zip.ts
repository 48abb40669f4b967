import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip, which may lie about its size. */
export interface ZipMember {
  readonly name: string;
  readonly content: Buffer;
  /** What the zip says instead of the true size. */
  readonly declaredBytes?: number;
}

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;

/** A zip of compressed members. */
export function deflatedZip(members: readonly ZipMember[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.name);
    const packed = deflateRawSync(member.content, { level: 1 });
    const fields = fieldsOf(member, packed.length);
    const body = Buffer.concat([numbers([4, LOCAL]), fields, name, packed]);
    const rest = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    directory.push(Buffer.concat([numbers([4, DIRECTORY], [2, 20]), fields, rest, name]));
    bodies.push(body);
    offset += body.length;
  }
  const listing = Buffer.concat(directory);
  const count = members.length;
  const end = numbers([4, END], [4, 0], [2, count], [2, count], [4, listing.length], [4, offset]);
  return Buffer.concat([...bodies, listing, end, numbers([2, 0])]);
}

function fieldsOf({ name, content, declaredBytes }: ZipMember, packedBytes: number): Buffer {
  const crc = crc32(content);
  const sizes: Field[] = [
    [4, crc],
    [4, packedBytes],
    [4, declaredBytes ?? content.length],
  ];
  const names: Field[] = [
    [2, Buffer.byteLength(name)],
    [2, 0],
  ];
  return numbers([2, 20], [2, 0], [2, DEFLATED], [4, 0x00210000], ...sizes, ...names);
}

type Field = readonly [bytes: 2 | 4, value: number];

/** Numbers one after the other, lowest byte first. */
function numbers(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
