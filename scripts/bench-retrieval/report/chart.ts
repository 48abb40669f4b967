import { type SearchMode, searchModes } from '../../../subgraphs/retrieval/passage-finder.ts';
import type { SizeReport } from '../size-report.ts';

const WIDTH = 640;
const HEIGHT = 360;
const MARGIN = { left: 56, right: 110, top: 40, bottom: 48 };
const COLOURS: Readonly<Record<SearchMode, string>> = {
  HYBRID: '#0b6e99',
  SEMANTIC: '#b5532a',
  KEYWORD: '#4a7c2c',
};
const BAR_MS = 15;
const TITLE = 'Computed search, p50 in ms (broken: with a 5 % filter)';

/** The growth curve: p50 of computed searches by size, a line a mode; broken lines are with the filter. */
export function chartOf(sizes: readonly SizeReport[]): string {
  const highest = Math.max(BAR_MS, ...sizes.flatMap(({ searches }) => searches.map((s) => s.p50)));
  const place = placer(sizes, highest * 1.1);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>${TITLE}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${MARGIN.left}" y="20" font-size="14">${TITLE}</text>`,
    ...axes(sizes, place, highest),
    ...searchModes.flatMap((mode) => [
      curve(sizes, place, { mode, isFiltered: false }),
      curve(sizes, place, { mode, isFiltered: true }),
    ]),
    ...legend(),
    '</svg>',
  ].join('\n')}\n`;
}

interface Placer {
  /** Sizes on a logarithmic scale. */
  readonly x: (chunks: number) => number;
  readonly y: (milliseconds: number) => number;
}

function placer(sizes: readonly SizeReport[], top: number): Placer {
  const logs = sizes.map(({ chunks }) => Math.log10(chunks));
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  const width = WIDTH - MARGIN.left - MARGIN.right;
  const height = HEIGHT - MARGIN.top - MARGIN.bottom;
  return {
    x: (chunks) =>
      round(MARGIN.left + (width * (Math.log10(chunks) - least)) / Math.max(most - least, 1e-9)),
    y: (milliseconds) => round(HEIGHT - MARGIN.bottom - (height * milliseconds) / top),
  };
}

function axes(sizes: readonly SizeReport[], { x, y }: Placer, highest: number): string[] {
  const right = WIDTH - MARGIN.right;
  const steps = Array.from({ length: Math.floor(highest / 5) + 1 }, (_, at) => at * 5);
  return [
    ...steps.map(
      (step) =>
        `<line x1="${MARGIN.left}" x2="${right}" y1="${y(step)}" y2="${y(step)}" stroke="#ddd"/>` +
        `<text x="${MARGIN.left - 8}" y="${y(step) + 4}" text-anchor="end">${step}</text>`,
    ),
    `<line x1="${MARGIN.left}" x2="${right}" y1="${y(BAR_MS)}" y2="${y(BAR_MS)}" stroke="#c00"/>`,
    ...sizes.map(
      ({ chunks }) =>
        `<text x="${x(chunks)}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle">${chunks.toLocaleString('en')}</text>`,
    ),
    `<text x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">chunks</text>`,
  ];
}

function curve(
  sizes: readonly SizeReport[],
  { x, y }: Placer,
  of: { mode: SearchMode; isFiltered: boolean },
): string {
  const points = sizes.flatMap(({ chunks, searches }) => {
    const figures = searches.find(
      ({ mode, isFiltered }) => mode === of.mode && isFiltered === of.isFiltered,
    );
    return figures === undefined ? [] : [`${x(chunks)},${y(figures.p50)}`];
  });
  const dashes = of.isFiltered ? ' stroke-dasharray="5 4"' : '';
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${COLOURS[of.mode]}" stroke-width="2"${dashes}/>`;
}

function legend(): string[] {
  return searchModes.map((mode, at) => {
    const y = MARGIN.top + 16 * at;
    return `<text x="${WIDTH - MARGIN.right + 12}" y="${y}" fill="${COLOURS[mode]}">${mode.toLowerCase()}</text>`;
  });
}

const round = (value: number) => Math.round(value * 10) / 10;
