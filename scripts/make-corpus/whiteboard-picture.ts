import sharp from 'sharp';

const lines = [
  'ALERT THRESHOLDS',
  'agreed on 9 March, room Lighthouse',
  '',
  'hit rate per kind      below 50 %     wake nobody',
  'hit rate per kind      below 20 %     call',
  'queue age              15 minutes     call',
  'Redis memory           240 of 256 MB  mail',
  'search p99             800 ms         mail',
  'disk free              10 %           call',
  '',
  'Ask Ines before you change these!',
];

/** A photographed whiteboard, as PNG: large dark letters on a light ground, so that OCR can read it. */
export function whiteboardPicture(): Promise<Buffer> {
  const text = lines
    .map(
      (line, index) =>
        `<text x="60" y="${100 + index * 56}" font-size="${index === 0 ? 44 : 30}" xml:space="preserve">${line}</text>`,
    )
    .join('');
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1120" height="740">' +
    '<rect width="1120" height="740" fill="#f7f7f2"/>' +
    '<rect x="14" y="14" width="1092" height="712" fill="none" stroke="#9a9a92" stroke-width="6"/>' +
    `<g font-family="DejaVu Sans Mono, monospace" fill="#1d2a44">${text}</g></svg>`;
  return sharp(Buffer.from(svg))
    .png({ compressionLevel: 9, palette: true, colours: 16 })
    .toBuffer();
}
