import sharp from 'sharp';

/** A PNG of an A4 sheet at 150 dots an inch with black lines of text, as a scanner leaves it. */
export function drawText(lines: readonly string[]): Promise<Buffer> {
  const texts = lines.map((line, at) => `<text x="60" y="${120 + at * 70}">${line}</text>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754">
    <rect width="100%" height="100%" fill="white"/><g font-size="40">${texts.join('')}</g></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
