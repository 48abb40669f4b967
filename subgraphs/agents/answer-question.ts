import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import type { AgentRecord } from './agent.ts';
import { type LoopInput, runAgentLoop } from './agent-loop.ts';
import type { AnsweringModel } from './answering-model.ts';
import { presentDraft } from './citations.ts';
import { type Grounding, groundQuestion } from './grounding.ts';
import type { RunReporter } from './live/run-reporter.ts';
import type { LoopLimits } from './loop-budget.ts';
import type { SessionMemory } from './memory/session-memory.ts';
import type { Retrieval } from './retrieval.ts';
import type { RunStore } from './run-store.ts';
import type { OwnedSession } from './session-key.ts';
import { NOT_CACHED } from './tool-call.ts';
import type { ToolRegistry } from './tools/tool-registry.ts';
import { useTool } from './use-tool.ts';

/** A question whose run has begun. */
export interface Turn extends OwnedSession {
  readonly runId: string;
  readonly agent: AgentRecord;
  readonly text: string;
  readonly requestId: string;
}

export interface AnswerDeps {
  readonly answering: AnsweringModel;
  readonly memory: SessionMemory;
  readonly retrieval: Retrieval;
  readonly runs: RunStore;
  readonly tools: ToolRegistry;
  readonly cache: Cache;
  readonly logger: Logger;
  /** How long context bundles are kept. */
  readonly toolTtlSeconds: number;
  readonly loopLimits: LoopLimits;
}

/** An answer before it is written down. */
export interface Answer {
  readonly text: string;
  readonly generated: boolean;
  readonly contextId: string | null;
}

/** Reads what the files say, lets the model work with its tools, and records each step as it is taken. */
export async function answerQuestion(
  deps: AnswerDeps,
  turn: Turn,
  { signal, report }: { readonly signal: AbortSignal; readonly report: RunReporter },
): Promise<Answer> {
  const { agent } = turn;
  const tools = deps.tools.pick(agent.tools);
  const isGrounded = tools.some((tool) => tool.readsFiles);
  await report.step(isGrounded ? 'read' : 'answer', 0.1);
  const grounding = isGrounded
    ? await groundQuestion({ ...deps, ttlSeconds: deps.toolTtlSeconds }, turn)
    : null;
  const { window, earlier } = await deps.memory.recollect(turn, agent.memoryWindow);
  const text = await runAgentLoop(deps.answering, {
    agent,
    tools,
    grounding,
    window,
    earlier,
    limits: deps.loopLimits,
    signal,
    onDraft: (draft) => report.draft(() => presentDraft(draft, grounding)),
    ...createCalls(deps, turn, { grounding, report }),
  });
  const { isGenerative } = deps.answering;
  return { text, generated: isGenerative, contextId: grounding?.bundle.id ?? null };
}

/** The run's tool calls, numbered in the order made and recorded as they end. */
function createCalls(
  deps: AnswerDeps,
  turn: Turn,
  { grounding, report }: { readonly grounding: Grounding | null; readonly report: RunReporter },
): Pick<LoopInput, 'callTool' | 'recordRefusal'> {
  const { runId, sessionId, requestId } = turn;
  const use = { userId: turn.userId, agentId: turn.agent.id, sessionId, requestId, grounding };
  let calls = 0;
  return {
    callTool: async (tool, given) => {
      const position = calls++;
      await report.step(tool.name, progressAfter(position));
      const call = await useTool(deps, { tool, given, ...use });
      await deps.runs.addToolCall(runId, position, call);
      report.toolCalled();
      return call;
    },
    recordRefusal: async (tool, given) => {
      const error = `There is no tool "${tool}" here, or its arguments are not JSON.`;
      const call = { tool, arguments: given, result: null, error, cache: NOT_CACHED, tookMs: 0 };
      await deps.runs.addToolCall(runId, calls++, call);
      report.toolCalled();
    },
  };
}

/** Nears 1 with every call and never reaches it: nobody knows how many there will be. */
function progressAfter(calls: number): number {
  return 1 - 0.7 ** (calls + 1);
}
