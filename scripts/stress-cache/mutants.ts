import type { StressPlan } from './stress-plan.ts';

/** A guard of the engine that is switched off, and what should make its absence seen soon. */
export interface Mutant {
  readonly name: string;
  /** What no longer happens. */
  readonly off: string;
  /** In `subgraphs/shared/cache`. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly directed: Partial<StressPlan>;
}

const NO_SCENES = { scenes: [] } as const;
const NO_CHAOS = { chaos: {}, ...NO_SCENES } as const;

/** Each was seen by the stress; one that nothing sees is a guard that nobody needs, or a blind spot. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'lease',
    off: 'a lease that another holds is taken all the same',
    file: 'lua/acquire.lua',
    find: "ARGV[1], 'NX', 'PX', ARGV[2])",
    replace: "ARGV[1], 'PX', ARGV[2])",
    directed: { chaos: {}, scenes: ['stampede'], sceneEverySeconds: 1 },
  },
  {
    name: 'fill without lease',
    off: 'a load that was overtaken is kept',
    file: 'lua/fill.lua',
    find: "if redis.call('GET', KEYS[2]) ~= ARGV[1] then return { 'LOST' } end",
    replace: '',
    directed: { chaos: {}, scenes: ['overtaken holder'], sceneEverySeconds: 1 },
  },
  {
    name: 'log after the load',
    off: 'a fill does not ask what was invalidated since the load began',
    file: 'lua/fill.lua',
    find: 'for e = 2, #events do',
    replace: 'for e = #events + 1, #events do',
    directed: { ...NO_CHAOS, slowLoads: 0.3 },
  },
  {
    name: 'log that was lost',
    off: 'a log that was begun anew is taken for the one that was read before the load',
    file: 'lua/fill.lua',
    find: "if #events == 0 or #events > MAX_EVENTS then return giveBack('GAP') end\nif events[1][1] ~= ARGV[2] or events[1][2][2] ~= ARGV[3] then return giveBack('GAP') end",
    replace: '',
    directed: {
      ...NO_SCENES,
      slowLoads: 0.4,
      invalidations: { key: 1, 'late tag': 5 },
      chaos: { 'lose log': 20, 'fill memory': 1 },
      actEverySeconds: [0.1, 0.3],
    },
  },
  {
    name: 'epoch',
    off: 'a lost subscription does not touch what is in memory',
    file: 'invalidation-record.ts',
    find: 'epoch: this.#mark.epoch + 1',
    replace: 'epoch: this.#mark.epoch',
    directed: {
      ...NO_SCENES,
      chaos: { 'cut subscribers': 2, 'cut one subscriber': 3 },
      actEverySeconds: [0.3, 1.5],
    },
  },
  {
    name: 'remembering what was touched',
    off: 'what an invalidation touched while it was read or loaded goes into memory',
    file: 'entry-shelf.ts',
    find: '    if (this.#record.touches(mark, entry, entry.stamps)) return;\n',
    replace: '',
    directed: { ...NO_SCENES, chaos: { 'hang process': 1 }, slowLoads: 0 },
  },
  {
    name: 'joining what was touched',
    off: 'a read joins a load that began before an invalidation',
    file: 'flight.ts',
    find: ' && !record.mightTouch(since.mark, this.read, knownStamps)',
    replace: '',
    directed: NO_CHAOS,
  },
  {
    name: 'acknowledgement',
    off: 'an invalidation does not wait for the other processes',
    file: 'invalidator.ts',
    find: 'await expected.waitFor(this.#othersAmong(members), incompleteMs);',
    replace: '',
    directed: NO_CHAOS,
  },
  {
    name: 'member lease',
    off: 'memory serves for as long as the subscription seems to stand',
    file: 'invalidation-channel.ts',
    find: 'return this.#aliveUntil > monotonicMs && this.#aliveUntilWall > wallMs;',
    replace: 'return this.#isSubscribed;',
    directed: { ...NO_SCENES, chaos: { 'hang process': 1 }, actEverySeconds: [0.5, 2] },
  },
  {
    name: 'stamps',
    off: 'an entry of Redis is valid whatever its stamps say',
    file: 'entry-reader.ts',
    find: '!read.has(name) || read.get(name) === version',
    replace: 'name !== version',
    directed: { ...NO_SCENES, chaos: { 'drop bookkeeping': 1 }, actEverySeconds: [0.05, 0.3] },
  },
  {
    name: 'known stamps',
    off: 'what is known of a stamp outlives its invalidation',
    file: 'known-stamps.ts',
    find: 'for (const stamp of target.stamps) this.#versions.delete(stamp);',
    replace: '',
    directed: {
      ...NO_SCENES,
      invalidations: { tag: 3, 'late tag': 2 },
      chaos: { 'drop bookkeeping': 1 },
      actEverySeconds: [0.01, 0.05],
    },
  },
  {
    name: 'patterns during a load',
    off: 'a fill does not match the patterns that came since the load began',
    file: 'redis-level.ts',
    find: 'if (patterns.some(filling.matchesText)) break;',
    replace: '',
    directed: {
      ...NO_SCENES,
      slowLoads: 0.5,
      invalidations: { pattern: 1 },
      chaos: { 'hang process': 2, 'cut subscribers': 2 },
      actEverySeconds: [0.2, 0.8],
    },
  },
  {
    name: 'what is owed',
    off: 'an invalidation that failed is forgotten when Redis is back',
    file: 'invalidator.ts',
    find: '      this.#pending.add(target);\n',
    replace: '',
    directed: {
      ...NO_SCENES,
      chaos: { 'kill Redis': 1, 'hang Redis': 1 },
      actEverySeconds: [1, 2],
    },
  },
  {
    name: 'what is owed, here',
    off: 'an invalidation that failed does not touch the memory of its own process',
    file: 'invalidator.ts',
    find: '      applyHere(target);\n      if (!(error',
    replace: '      if (!(error',
    directed: {
      ...NO_SCENES,
      chaos: { 'hang Redis': 1, 'cut commands': 2 },
      actEverySeconds: [0.5, 2],
    },
  },
  {
    name: 'older server',
    off: 'a server that came back from an older state is believed',
    file: 'invalidator.ts',
    find: 'if (!(await this.#isRemembered(execute))) {',
    replace: 'if (this.#newest === null) {',
    directed: { chaos: {}, scenes: ['older server'], sceneEverySeconds: 2 },
  },
  {
    name: 'list of members',
    off: 'a list of members that was lost is taken for complete',
    file: 'lua/invalidate.lua',
    find: 'return { removed, math.max(0, complete - now), id, old, live }',
    replace: 'return { removed, 0, id, old, live }',
    directed: {
      ...NO_SCENES,
      chaos: { 'drop bookkeeping': 6, 'fill memory': 1, 'squeeze memory': 1 },
      actEverySeconds: [0.05, 0.3],
    },
  },
];
