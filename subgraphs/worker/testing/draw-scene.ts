import sharp from 'sharp';

/** A PNG of overlapping coloured discs on a gradient: another one for each seed, the same for the same. */
export function drawScene(seed: number): Promise<Buffer> {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  const colour = () => `hsl(${next(360)},70%,${10 + next(80)}%)`;
  const discs = Array.from(
    { length: 12 },
    () => `<circle cx="${next(800)}" cy="${next(600)}" r="${40 + next(120)}" fill="${colour()}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">
    <defs><linearGradient id="sky"><stop stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient></defs>
    <rect width="800" height="600" fill="url(#sky)"/>${discs.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
