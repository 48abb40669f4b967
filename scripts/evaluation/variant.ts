import type { SearchMode } from '../../subgraphs/retrieval/passage-finder.ts';
import { FEEDBACK, type Feedback } from '../../subgraphs/retrieval/relevance-feedback.ts';

/** One way to search, by the service's own code with other settings. */
export interface Variant {
  readonly name: string;
  readonly mode: SearchMode;
  readonly feedback: Feedback;
  /** The weight of meaning in HYBRID; `null` is the model's own. */
  readonly fusionWeight: number | null;
}

const WEIGHTS = [0.2, 0.3, 0.4, 0.5];
const FEEDBACKS = [0, 3, 5, 10].flatMap((passages) =>
  (passages === 0 ? [0] : [1, 2]).map((weight) => ({ passages, weight })),
);

/** What everything is compared with: both scores combined as they come, without feedback. */
export const PLAIN: Variant = hybrid({ passages: 0, weight: 0 }, 0.2);

/** A search as the service does it. */
export function asServed(mode: SearchMode): Variant {
  return { name: mode, mode, feedback: FEEDBACK, fusionWeight: null };
}

/** The settings of HYBRID that folds choose from. */
export const grid: readonly Variant[] = FEEDBACKS.flatMap((feedback) =>
  WEIGHTS.map((weight) => hybrid(feedback, weight)),
);

function hybrid(feedback: Feedback, fusionWeight: number): Variant {
  const { passages, weight } = feedback;
  const name = `passages ${passages}, weight ${weight}, meaning ${fusionWeight}`;
  return { name, mode: 'HYBRID', feedback, fusionWeight };
}
