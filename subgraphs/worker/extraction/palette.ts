import sharp from 'sharp';
import type { Picture } from './picture.ts';

/** The picture is counted at this size: a few thousand pixels. */
const SIDE = 64;
const MAX_COLOURS = 5;
/** Colours nearer than this (Euclidean, in RGB) are one to the eye. */
const MIN_DISTANCE = 60;

/** A colour (`#rrggbb`) and which part of the visible pixels it stands for, 0 to 1. */
export interface PaletteColour {
  readonly hex: string;
  readonly share: number;
}

interface Cluster {
  readonly sum: [red: number, green: number, blue: number];
  count: number;
}

/**
 * The dominant colours, the largest share first; the same pixels always give the same. Pixels are counted in 4,096
 * cells (4 bits a channel); the fullest cells found a colour each, and every other cell joins the nearest of them.
 */
export async function readPalette({ pixels, raw }: Picture): Promise<PaletteColour[]> {
  const small = await sharp(pixels, { raw })
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer();
  const { cells, visible } = countCells(small);
  const colours: Cluster[] = [];
  for (const cell of cells) {
    const nearest = findNearest(colours, cell);
    const isNew = nearest === undefined || nearest.distance >= MIN_DISTANCE;
    if (isNew && colours.length < MAX_COLOURS) colours.push(cell);
    else if (nearest !== undefined) merge(nearest.colour, cell);
  }
  return colours
    .sort((a, b) => b.count - a.count)
    .map((colour) => ({
      hex: `#${meanOf(colour)
        .map((channel) => Math.round(channel).toString(16).padStart(2, '0'))
        .join('')}`,
      share: Math.round((colour.count / visible) * 1000) / 1000,
    }));
}

/** The cells that hold pixels, the fullest first; transparent pixels are none. */
function countCells(rgba: Buffer): { cells: Cluster[]; visible: number } {
  const cells = new Map<number, Cluster>();
  let visible = 0;
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at, at + 4);
    if (alpha < 128) continue;
    visible += 1;
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { sum: [red, green, blue], count: 1 });
    else merge(cell, { sum: [red, green, blue], count: 1 });
  }
  const byKey = [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell);
  return { cells: byKey.sort((a, b) => b.count - a.count), visible };
}

function merge(into: Cluster, { sum: [red, green, blue], count }: Cluster): void {
  into.sum[0] += red;
  into.sum[1] += green;
  into.sum[2] += blue;
  into.count += count;
}

function findNearest(colours: readonly Cluster[], cell: Cluster) {
  const [red, green, blue] = meanOf(cell);
  let nearest: { colour: Cluster; distance: number } | undefined;
  for (const colour of colours) {
    const [r, g, b] = meanOf(colour);
    const distance = Math.hypot(red - r, green - g, blue - b);
    if (nearest === undefined || distance < nearest.distance) nearest = { colour, distance };
  }
  return nearest;
}

function meanOf({ sum: [red, green, blue], count }: Cluster): [number, number, number] {
  return [red / count, green / count, blue / count];
}
