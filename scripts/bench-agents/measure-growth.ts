import { median, summariseLatencies } from '../measuring/measure.ts';
import type { House } from './bench-house.ts';
import { driveTurns } from './drive-turns.ts';
import { StoreFiller } from './fill-store.ts';
import { KNOWN_QUESTION, newQuestion } from './passages.ts';

/** Messages in a conversation before the first measured turn; the measured ones lengthen it by a few. */
const LENGTHS = [0, 100, 1000];
/** Conversations of each length, asked in turns. */
const CONVERSATIONS = 10;
const TURNS = 30;
/** Before anything is measured, of a process that is new: the other one has answered a thousand questions. */
const WARMING_TURNS = 400;
/** The length of the conversations that fill the store. */
const OTHERS_LENGTH = 1000;

/** A turn with cached tool results, p50 in milliseconds, and the median ratio to the first one of its rounds. */
export interface GrowthFigure {
  readonly name: string;
  readonly p50: number;
  readonly ratioToFirst: number;
}

/** Conversations of one length in one store. */
interface Place {
  readonly name: string;
  readonly house: House;
  readonly sessionIds: readonly string[];
}

/** As a conversation grows, and as the store grows around it: the small house has nothing else, the large one `elsewhere` messages. */
export async function measureGrowth(
  houses: { readonly small: House; readonly large: House },
  elsewhere: number,
  rounds: number,
): Promise<readonly GrowthFigure[]> {
  const places = await prepare(houses, elsewhere);
  const took: number[][] = places.map(() => []);
  const ratios: number[][] = places.map(() => []);
  await measureRound(places, 0);
  for (let round = 0; round < rounds; round++) {
    const measured = await measureRound(places, round);
    const p50s = measured.map((milliseconds) => summariseLatencies(milliseconds).p50);
    for (const [index, milliseconds] of measured.entries()) {
      took[index]?.push(...milliseconds);
      ratios[index]?.push((p50s[index] ?? Number.NaN) / (p50s[0] ?? Number.NaN));
    }
  }
  return places.map(({ name }, index) => ({
    name,
    p50: summariseLatencies(took[index] ?? []).p50,
    ratioToFirst: median(ratios[index] ?? []),
  }));
}

/** Every place once, beginning with another one in each round; in the order of the places. */
async function measureRound(
  places: readonly Place[],
  round: number,
): Promise<readonly (readonly number[])[]> {
  const measured: (readonly number[])[] = places.map(() => []);
  for (let turn = 0; turn < places.length; turn++) {
    const index = (turn + round) % places.length;
    const place = places[index];
    if (place !== undefined) measured[index] = await ask(place);
  }
  return measured;
}

async function prepare(
  { small, large }: { readonly small: House; readonly large: House },
  elsewhere: number,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const length of LENGTHS) {
    const sessionIds = await makeConversations(small, length, CONVERSATIONS);
    places.push({ name: `conversation of ${length}`, house: small, sessionIds });
  }
  await makeConversations(large, OTHERS_LENGTH, Math.ceil(elsewhere / OTHERS_LENGTH));
  const [shortest = 0] = LENGTHS;
  const sessionIds = await makeConversations(large, shortest, CONVERSATIONS);
  await warm(large);
  const name = `${elsewhere.toLocaleString('en')} messages elsewhere`;
  return [...places, { name, house: large, sessionIds }];
}

/** Sessions with so many messages each; their ids. */
async function makeConversations(
  { service, folder }: House,
  length: number,
  count: number,
): Promise<readonly string[]> {
  if (length === 0) {
    return Promise.all(Array.from({ length: count }, () => service.startSession()));
  }
  const first = await service.startSession();
  await service.ask(first, newQuestion(), 'MISS');
  const filler = new StoreFiller(folder);
  filler.lengthen(first, length);
  const others = filler.clone(first, count - 1);
  filler.close();
  return [first, ...others];
}

async function warm({ service }: House): Promise<void> {
  const startSession = () => service.startSession();
  const ask = (sessionId: string) => service.ask(sessionId, KNOWN_QUESTION, 'HIT');
  await driveTurns({ startSession, ask }, 4, WARMING_TURNS);
}

async function ask({ house, sessionIds }: Place): Promise<readonly number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const sessionId = sessionIds[turn % sessionIds.length] ?? '';
    const began = performance.now();
    await house.service.ask(sessionId, KNOWN_QUESTION, 'HIT');
    took.push(performance.now() - began);
  }
  return took;
}
