import { generateText, jsonSchema, stepCountIs, type ToolSet, tool } from 'ai';
import { DomainError } from '../shared/service/domain-error.ts';
import type { AgentRecord } from './agent.ts';
import type { AnsweringModel } from './answering-model.ts';
import type { Grounding } from './grounding.ts';
import type { MessageRecord } from './message.ts';
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
  readonly maxSteps: number;
  /** How often a model call that failed in passing is tried again. */
  readonly maxRetries: number;
  readonly signal: AbortSignal;
  /** Uses a tool and records that; a failure is in the record. */
  readonly callTool: (tool: AgentTool, given: unknown) => Promise<ToolCallRecord>;
  /** Records a call of a tool that does not exist, or that cannot be read. */
  readonly recordRefusal: (toolName: string, given: unknown) => Promise<void>;
}

/** Lets the model work until it answers: the same loop for every model. MODEL_UNAVAILABLE when no answer comes of it. */
export async function runAgentLoop(answering: AnsweringModel, input: LoopInput): Promise<string> {
  const { text } = await generateText({
    model: answering.model,
    system: writeInstructions(input.agent, input.grounding, input.earlier),
    messages: writeMessages(input.window),
    tools: toToolSet(input),
    stopWhen: stepCountIs(input.maxSteps),
    maxRetries: input.maxRetries,
    abortSignal: input.signal,
    onStepFinish: async ({ toolCalls }) => {
      for (const call of toolCalls) {
        if (call.dynamic && call.invalid) await input.recordRefusal(call.toolName, call.input);
      }
    },
  });
  const answer = keepKnownCitations(text.trim(), input.grounding);
  if (answer !== '') return answer;
  throw new DomainError(
    'MODEL_UNAVAILABLE',
    `The model gave no answer within ${input.maxSteps} steps; ask more narrowly, or configure another model.`,
  );
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

/** A number that no passage has is a slip of the model, and would point nowhere. */
function keepKnownCitations(text: string, grounding: Grounding | null): string {
  if (grounding === null) return text;
  return text.replace(/ ?(?<!\w)\[(\d{1,3})\]/g, (marker, number) =>
    grounding.has(Number(number)) ? marker : '',
  );
}
