import readExif, { type Exif } from 'exif-reader';
import { cleanText } from './clean-text.ts';

const MAX_TEXT_CHARACTERS = 500;

/** What the camera wrote, for `File.properties`. */
export interface ExifFacts {
  /** Camera, lens, time, exposure, and the place only where it was asked for; absent when there is nothing. */
  readonly exif?: Readonly<Record<string, unknown>>;
  /** What the picture tells and was left out on purpose. */
  readonly leftOut?: readonly string[];
  readonly unavailable?: readonly string[];
}

/**
 * Reads a named few of the EXIF tags. Serial numbers and the owner's name never; the place where the picture was
 * taken only with `isPositionKept`.
 */
export function readExifFacts(block: Buffer | undefined, isPositionKept: boolean): ExifFacts {
  if (block === undefined) return {};
  let exif: Exif;
  try {
    exif = readExif(block);
  } catch {
    return { unavailable: ['exif: the block is damaged'] };
  }
  const position = readPosition(exif);
  const facts = present({
    ...readCamera(exif),
    ...readShot(exif),
    ...(isPositionKept && { position }),
  });
  const leftOut = ['exif.position: the picture says where it was taken; EXIF_GPS=true keeps it'];
  return {
    ...(Object.keys(facts).length > 0 && { exif: facts }),
    ...(position !== undefined && !isPositionKept && { leftOut }),
  };
}

function readCamera({ Image: image = {}, Photo: photo = {} }: Exif) {
  return {
    make: text(image.Make),
    model: text(image.Model),
    lens: text(photo.LensModel),
    software: text(image.Software),
    description: text(image.ImageDescription),
    artist: text(image.Artist),
    copyright: text(image.Copyright),
  };
}

function readShot({ Image: image = {}, Photo: photo = {} }: Exif) {
  return {
    takenAt:
      time(photo.DateTimeOriginal, photo.OffsetTimeOriginal) ??
      time(image.DateTime, photo.OffsetTime),
    exposureSeconds: number(photo.ExposureTime),
    fNumber: number(photo.FNumber),
    iso: number(photo.ISOSpeedRatings),
    focalLengthMm: number(photo.FocalLength),
  };
}

/** Degrees, north and east positive. Undefined when the picture tells no place. */
function readPosition({ GPSInfo: gps = {} }: Exif) {
  const latitude = degrees(gps.GPSLatitude, gps.GPSLatitudeRef === 'S');
  const longitude = degrees(gps.GPSLongitude, gps.GPSLongitudeRef === 'W');
  if (latitude === undefined || longitude === undefined) return undefined;
  return { latitude, longitude };
}

function degrees(parts: unknown, isNegative: boolean): number | undefined {
  if (!Array.isArray(parts)) return undefined;
  const [whole, minutes = 0, seconds = 0] = parts.map(number);
  if (whole === undefined) return undefined;
  const value = whole + minutes / 60 + seconds / 3600;
  return Math.round((isNegative ? -value : value) * 1e6) / 1e6;
}

/** The camera's local time, with its offset where it tells one. */
function time(date: unknown, offset: unknown): string | undefined {
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) return undefined;
  const zone = /^[+-]\d\d:\d\d$/.exec(text(offset) ?? '')?.[0] ?? '';
  return `${date.toISOString().slice(0, 19)}${zone}`;
}

function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return cleanText(value).trim().slice(0, MAX_TEXT_CHARACTERS) || undefined;
}

function number(value: unknown): number | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'number' && Number.isFinite(one) ? one : undefined;
}

function present(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
