import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

/** The slowest command that Redis noticed. */
export interface SlowCommand {
  readonly milliseconds: number;
  readonly command: string;
}

const FROM_MICROSECONDS = 500;
const LENGTH = 1000;

/** From now on every command that takes half a millisecond or more is noticed. */
export async function watchSlowCommands(redis: Redis): Promise<void> {
  await redis.config('SET', 'slowlog-log-slower-than', FROM_MICROSECONDS);
  await redis.config('SET', 'slowlog-max-len', LENGTH);
  await redis.slowlog('RESET');
}

/** The slowest since `watchSlowCommands`; 0.5 ms when none was that slow. */
export async function slowestCommand(redis: Redis): Promise<SlowCommand> {
  const entries = (await redis.slowlog('GET', LENGTH)) as [number, number, number, string[]][];
  return entries.reduce<SlowCommand>(
    (slowest, [, , microseconds, words]) =>
      microseconds / 1000 > slowest.milliseconds
        ? { milliseconds: microseconds / 1000, command: nameCommand(words) }
        : slowest,
    { milliseconds: FROM_MICROSECONDS / 1000, command: `none ≥ ${FROM_MICROSECONDS} µs` },
  );
}

/** A script is called by its digest; a person knows it by its file. */
function nameCommand([verb = '', first = '']: readonly string[]): string {
  if (!/^eval/i.test(verb)) return `${verb} ${first}`.slice(0, 60);
  const folder = new URL('../../subgraphs/shared/cache/lua/', import.meta.url);
  const file = readdirSync(folder).find((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return first === text || first === createHash('sha1').update(text).digest('hex');
  });
  return file ?? `${verb} ${first}`.slice(0, 60);
}
