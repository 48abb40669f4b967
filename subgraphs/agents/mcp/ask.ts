import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { DomainError } from '../../shared/service/domain-error.ts';
import type { Answered } from '../asking.ts';
import type { AgentsContext } from '../context.ts';
import { MAX_MESSAGE_LENGTH, readQuestion } from '../question.ts';
import { requireRun } from '../resolvers/require-run.ts';
import type { CitedPassage } from '../retrieval.ts';
import type { RunRecord } from '../run.ts';
import { defineMcpTool, type McpCall, type McpTool, toText } from './mcp-tool.ts';

const question = z.strictObject({
  agentId: z.string().min(1).max(200).describe('Whom to ask: an `id` of `listAgents`.'),
  message: z.string().min(1).max(MAX_MESSAGE_LENGTH).describe('The question.'),
  sessionId: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The session to go on with; a new one when absent.'),
  idempotencyKey: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe('Any text: asking again with the same one gives the first answer.'),
});

const citation = z.object({
  number: z.number().describe('The number in brackets in the answer.'),
  title: z.string().nullable(),
  file: z.string().describe("The file's hash, for `readFile`."),
  quote: z.string(),
});

const answered = z.object({
  answer: z.string(),
  generated: z.boolean().describe('False when the text was quoted without a language model.'),
  sessionId: z.string().describe('To be given to go on with the conversation.'),
  runId: z.string(),
  citations: z.array(citation).nullable().describe('Null when they cannot be told now.'),
});

/** Asks an agent, as the mutation `ask` does, and says what the numbers in the answer stand for. */
export function createAskTool(): McpTool {
  return defineMcpTool(
    {
      name: 'ask',
      description:
        'Asks an agent a question. It searches the files, may use its tools, answers with citations, and remembers the ' +
        'conversation: give the `sessionId` of the answer before to go on with it.',
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
      arguments: question,
      output: answered,
    },
    ask,
  );
}

async function ask(given: z.infer<typeof question>, call: McpCall): Promise<CallToolResult> {
  const { context, signal } = call;
  const asked = readQuestion(context.userId, given);
  signal.throwIfAborted();
  const { runId, sessionId } = await context.service.asking.begin(asked, context.requestId);
  const answer = await awaitAnswer(await requireRun(runId, context), call);
  const citations = await readCitations(answer, context);
  const { text, generated } = answer;
  return {
    ...toText(write(text, citations, sessionId)),
    structuredContent: { answer: text, generated, sessionId, runId, citations },
  };
}

/** Watches the run to its end, and ends it when the caller cancels; rejects with the reason when there is no answer. */
async function awaitAnswer(run: RunRecord, { context, signal, report }: McpCall) {
  const { service, logger } = context;
  const cancel = () => {
    service.cancelRun(run).catch((error) => logger.warn({ err: error }, 'could not cancel a run'));
  };
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    let last = run;
    for await (const { run: seen, answer } of service.live.follow(run)) {
      if (answer !== null) return answer;
      report(seen.progress, seen.step);
      last = seen;
    }
    throw explain(last);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function explain({ id, status, error, errorCode }: RunRecord): Error {
  if (status === 'RUNNING') return new DomainError('NOT_FOUND', `The run ${id} was deleted.`);
  const reason = `The run ${id} gave no answer: ${error}`;
  return errorCode === null ? new Error(reason) : new DomainError(errorCode, reason);
}

/** Those that the answer names. The answer stands also when retrieval is away. */
async function readCitations(
  { text, contextId }: Answered['answer'],
  { service, requestId, logger }: AgentsContext,
): Promise<z.infer<typeof citation>[] | null> {
  const numbers = new Set([...text.matchAll(/\[(\d{1,3})\]/g)].map(([, number]) => Number(number)));
  if (contextId === null || numbers.size === 0) return [];
  try {
    const passages = await service.citedPassages(contextId, requestId);
    return passages.filter(({ number }) => numbers.has(number)).map(toCitation);
  } catch (error) {
    logger.warn({ err: error }, 'could not read the citations of an answer');
    return null;
  }
}

function toCitation({ number, title, fileHash, text }: CitedPassage) {
  return { number, title, file: fileHash, quote: text };
}

/** For clients that show their model the text only. */
function write(
  text: string,
  citations: readonly z.infer<typeof citation>[] | null,
  sessionId: string,
): string {
  const sources = (citations ?? []).map(
    ({ number, title, file }) => `[${number}] ${title ?? 'untitled'} (file ${file})`,
  );
  return [
    text,
    ...(sources.length > 0 ? [sources.join('\n')] : []),
    `sessionId: ${sessionId}`,
  ].join('\n\n');
}
