interface Advice {
  readonly types: RegExp;
  readonly advice: string;
}

/** What to do with kinds of files that are refused, first match first; the names are those of the `file-type` library. */
const advices: readonly Advice[] = [
  {
    types:
      /^application\/(zip|gzip|zstd|java-archive|vnd\.ms-cab-compressed|vnd\.android\.package-archive)$/,
    advice: 'Archives are not unpacked: unpack it and send the files that are in it.',
  },
  {
    types:
      /^application\/x-(7z|rar|ace|lzh|compress|tar|xz|bzip2|lz4|lzip|arj|cpio|unix-archive|deb|rpm|asar|apple-diskimage|xpinstall)/,
    advice: 'Archives are not unpacked: unpack it and send the files that are in it.',
  },
  {
    types: /^application\/(x-(elf|msdownload|mach-binary|nintendo-nes-rom)|wasm|java-vm)$/,
    advice: 'Programs are not taken: send their documentation or their sources as text.',
  },
  {
    types: /^application\/x-cfb$/,
    advice:
      'It is an Office file of the old kind (.doc, .xls, .ppt) or one with a password: save it without a password as .docx or PDF and send that.',
  },
  {
    types: /officedocument|macroenabled|opendocument|application\/rtf|ms-outlook|mobipocket|epub/,
    advice: 'Save or export it as .docx or PDF and send that.',
  },
  { types: /^audio\//, advice: 'Convert it to MP3, FLAC, OGG or WAV and send that.' },
  { types: /^video\//, advice: 'Convert it to MP4, WebM or MKV and send that.' },
  { types: /^image\//, advice: 'Convert it to PNG or JPEG and send that.' },
];

/** What the sender of a refused file can do, in one sentence; empty when there is no more to say than what is taken. */
export function adviseOn(mediaType: string): string {
  return advices.find(({ types }) => types.test(mediaType))?.advice ?? '';
}
