import type { Scenario } from '../scenario.ts';
import { footprint } from './footprint.ts';
import { growth } from './growth.ts';
import { invalidateTag } from './invalidate-tag.ts';
import { l1Hit } from './l1-hit.ts';
import { l2Hit1, l2Hit64 } from './l2-hit.ts';
import { many20 } from './many-20.ts';
import { outage } from './outage.ts';
import { pattern } from './pattern.ts';
import { stampede } from './stampede.ts';
import { stats200k } from './stats-200k.ts';
import { tag100k } from './tag-100k.ts';

/** In the order in which they run and are shown. */
export const scenarios: readonly Scenario[] = [
  l1Hit,
  l2Hit1,
  l2Hit64,
  many20,
  stampede,
  invalidateTag,
  tag100k,
  pattern,
  outage,
  stats200k,
  footprint,
  growth,
];
