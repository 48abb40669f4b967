/** What one contender was measured at in one round, by name of the figure. */
export type Sample = Readonly<Record<string, number>>;

/** One round: every contender's sample, by contender. */
export type Round = Readonly<Record<string, Sample>>;

/** What a contender is to the table: the engine, something comparable, or the best that could be. */
export type Role = 'ours' | 'peer' | 'limit';

/** What a figure must reach. Ratios are ours divided by the other. */
export interface Bar {
  readonly of: 'ours' | 'ratioToLimit' | 'ratioToBestPeer';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Another contender's median, and the median over the rounds of ours divided by its. */
export interface Comparison {
  readonly name: string;
  readonly value: number;
  readonly ratio: number;
}

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Which of two values is the better one. */
  readonly better: 'more' | 'less';
  /** Median of the rounds. */
  readonly ours: number;
  /** The best first. */
  readonly peers: readonly Comparison[];
  /** In the order of the contenders: bars are of the first. */
  readonly limits: readonly Comparison[];
  readonly bars: readonly { readonly says: string; readonly isMet: boolean }[];
  /** What a reader must know to judge the figure. */
  readonly note?: string;
}
