import type { StepResult, ToolSet } from 'ai';

/** How far a model may go for one question. */
export interface LoopLimits {
  /** How many times the model may be called. */
  readonly maxSteps: number;
  /** How many tokens the calls may use together, prompts included. */
  readonly maxTokens: number;
  /** How many tokens one call may write. */
  readonly maxOutputTokens: number;
  /** How often a model call that failed in passing is tried again. */
  readonly maxRetries: number;
}

/** Characters of a token of English, about; for servers that do not say what a call used. */
const CHARACTERS_PER_TOKEN = 4;

type Steps = readonly Pick<StepResult<ToolSet>, 'usage' | 'request' | 'text'>[];

/** What one question may cost in calls of the model and in tokens. */
export class LoopBudget {
  readonly #limits: Pick<LoopLimits, 'maxSteps' | 'maxTokens' | 'maxOutputTokens'>;

  constructor(limits: Pick<LoopLimits, 'maxSteps' | 'maxTokens' | 'maxOutputTokens'>) {
    this.#limits = limits;
  }

  /** Whether no further call may be made. */
  isSpent(steps: Steps): boolean {
    return steps.length >= this.#limits.maxSteps || total(steps) >= this.#limits.maxTokens;
  }

  /** Whether the next call must bring the answer: the one after it, which costs no less than the last one, would be too much. */
  isLastCall(steps: Steps): boolean {
    const last = steps.at(-1);
    const next = last === undefined ? 0 : tokensOf(last);
    return (
      steps.length + 1 >= this.#limits.maxSteps || total(steps) + next >= this.#limits.maxTokens
    );
  }

  describe(): string {
    const { maxSteps, maxTokens, maxOutputTokens } = this.#limits;
    return (
      `${maxSteps} steps of ${maxOutputTokens} tokens, and ${maxTokens} tokens in all; ask more narrowly, raise ` +
      'ASK_MAX_STEPS, ASK_MAX_TOKENS or CHAT_MAX_OUTPUT_TOKENS, or configure another model'
    );
  }
}

function total(steps: Steps): number {
  return steps.reduce((sum, step) => sum + tokensOf(step), 0);
}

function tokensOf({ usage, request, text }: Steps[number]): number {
  const { totalTokens } = usage;
  if (totalTokens !== undefined) return totalTokens;
  const length = JSON.stringify(request.body ?? '').length + text.length;
  return Math.ceil(length / CHARACTERS_PER_TOKEN);
}
