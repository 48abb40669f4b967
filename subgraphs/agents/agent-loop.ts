import {
  jsonSchema,
  streamText,
  type TextStreamPart,
  ToolChoiceViolationError,
  type ToolSet,
  tool,
} from 'ai';
import { DomainError } from '../shared/service/domain-error.ts';
import type { AgentRecord } from './agent.ts';
import type { AnsweringModel } from './answering-model.ts';
import { keepKnownCitations } from './citations.ts';
import type { Grounding } from './grounding.ts';
import { LoopBudget, type LoopLimits } from './loop-budget.ts';
import type { MessageRecord } from './message.ts';
import { toStreamFault } from './model-fault.ts';
import { writeInstructions, writeMessages } from './prompt.ts';
import type { ToolCallRecord } from './tool-call.ts';
import type { AgentTool } from './tools/tool.ts';

/** One question, with everything that the model needs to answer it. */
export interface LoopInput {
  readonly agent: AgentRecord;
  readonly tools: readonly AgentTool[];
  readonly grounding: Grounding | null;
  /** The end of the conversation; the question is its last message. */
  readonly window: readonly MessageRecord[];
  /** What was said before that, in short; null when nothing was. */
  readonly earlier: string | null;
  readonly limits: LoopLimits;
  readonly signal: AbortSignal;
  /** Uses a tool and records that; a failure is in the record. */
  readonly callTool: (tool: AgentTool, given: unknown) => Promise<ToolCallRecord>;
  /** Records a call of a tool that does not exist, or that cannot be read. */
  readonly recordRefusal: (toolName: string, given: unknown) => Promise<void>;
  /** Hears what is written so far, raw, whenever more is; from the beginning again after a tool was used. */
  readonly onDraft: (text: string) => void;
}

/** Longer answers are cut, also those of a server that does not heed `max_tokens`. In characters. */
const MAX_ANSWER_LENGTH = 64_000;
const CUT_MARK = '\n\n[Cut here: the answer is longer than its limit.]';

/** What the model wrote after its last use of a tool. */
interface Draft {
  readonly text: string;
  readonly isCut: boolean;
}

/** Lets the model work until it answers: the same loop for every model. MODEL_UNAVAILABLE when no answer comes of it. */
export async function runAgentLoop(answering: AnsweringModel, input: LoopInput): Promise<string> {
  const budget = new LoopBudget(input.limits);
  const abortion = new AbortController();
  try {
    const signal = AbortSignal.any([input.signal, abortion.signal]);
    const { text, isCut } = await readDraft(
      startStream(answering, input, { budget, signal }),
      input,
    );
    const answer = keepKnownCitations(text.trim(), input.grounding);
    if (answer !== '') return isCut ? `${answer}${CUT_MARK}` : answer;
    throw new DomainError(
      'MODEL_UNAVAILABLE',
      `The model gave no answer within ${budget.describe()}.`,
    );
  } finally {
    // Also when we stop to listen: the server is to stop writing.
    abortion.abort();
  }
}

function startStream(
  answering: AnsweringModel,
  input: LoopInput,
  { budget, signal }: { readonly budget: LoopBudget; readonly signal: AbortSignal },
) {
  const { limits } = input;
  return streamText({
    model: answering.model,
    system: writeInstructions(input.agent, input.grounding, input.earlier),
    messages: writeMessages(input.window),
    tools: toToolSet(input),
    maxOutputTokens: limits.maxOutputTokens,
    maxRetries: limits.maxRetries,
    abortSignal: signal,
    stopWhen: ({ steps }) => budget.isSpent(steps),
    prepareStep: ({ steps }) => (budget.isLastCall(steps) ? { toolChoice: 'none' } : {}),
    // Faults are parts of the stream; without this they are also printed.
    onError: () => undefined,
  }).fullStream;
}

async function readDraft(
  parts: AsyncIterable<TextStreamPart<ToolSet>>,
  input: LoopInput,
): Promise<Draft> {
  let text = '';
  let isCut = false;
  for await (const part of withStreamFaults(parts)) {
    if (part.type === 'error') {
      // It was told to answer, and calls a tool: what it wrote beside that is all there will be.
      if (ToolChoiceViolationError.isInstance(part.error)) return { text, isCut };
      throw toStreamFault(part.error);
    }
    if (part.type === 'abort') input.signal.throwIfAborted();
    if (part.type === 'start-step') text = '';
    if (part.type === 'finish-step') isCut = part.finishReason === 'length';
    if (part.type === 'tool-call' && part.dynamic && part.invalid) {
      await input.recordRefusal(part.toolName, part.input);
    }
    if (part.type !== 'text-delta') continue;
    text += part.text;
    if (text.length > MAX_ANSWER_LENGTH) {
      const kept = text.slice(0, MAX_ANSWER_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
      return { text: kept, isCut: true };
    }
    input.onDraft(text);
  }
  return { text, isCut };
}

/** A broken line is not a part of the stream but an error of reading it. */
async function* withStreamFaults<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* parts;
  } catch (error) {
    throw toStreamFault(error);
  }
}

/** Arguments are not checked here but by the tool, so that a call that does not fit is recorded like any other. */
function toToolSet(input: LoopInput): ToolSet {
  return Object.fromEntries(
    input.tools.map((agentTool) => [
      agentTool.name,
      tool({
        description: agentTool.description,
        inputSchema: jsonSchema(agentTool.parameters),
        execute: async (given: unknown) => {
          const { result, error } = await input.callTool(agentTool, given);
          if (result === null) throw new Error(error ?? 'The tool failed.');
          return result;
        },
      }),
    ]),
  );
}
