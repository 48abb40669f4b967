import type { Contender } from '../contenders/contender.ts';
import { hello } from '../contenders/hello.ts';
import { ours, oursKeeping, oursKeepingInRedis } from '../contenders/ours.ts';
import {
  apollo,
  apolloKeeping,
  grafbase,
  hive,
  hiveKeeping,
  hiveKeepingInRedis,
  hiveRust,
  mercurius,
} from '../contenders/peers.ts';
import { fixedPage, freshPages, type Pages, rotatingPages } from './pages.ts';

/** One way of asking, and who is asked. */
export interface LoadPlan {
  readonly name: string;
  readonly summary: string;
  readonly connections: number;
  readonly contenders: readonly Contender[];
  readonly pages: () => Pages;
}

const executing = [ours, apollo, hive, hiveRust, mercurius, grafbase, hello];
const keeping = [
  oursKeeping,
  oursKeepingInRedis,
  apollo,
  apolloKeeping,
  hiveKeeping,
  hiveKeepingInRedis,
  hello,
];

const varied = { contenders: executing, pages: freshPages };
const fixed = { contenders: executing, pages: () => fixedPage };
const kept = { contenders: keeping, pages: rotatingPages };

/** In the order in which they are measured and shown. */
export const loads: readonly LoadPlan[] = [
  { ...varied, name: 'varied-16', connections: 16, summary: 'other variables in every request' },
  { ...fixed, name: 'fixed-16', connections: 16, summary: 'the same request again and again' },
  { ...varied, name: 'varied-1', connections: 1, summary: 'other variables in every request' },
  { ...fixed, name: 'fixed-1', connections: 1, summary: 'the same request again and again' },
  {
    ...kept,
    name: 'kept-16',
    connections: 16,
    summary: '50 requests in turn, answers may be kept',
  },
  { ...kept, name: 'kept-1', connections: 1, summary: '50 requests in turn, answers may be kept' },
];
