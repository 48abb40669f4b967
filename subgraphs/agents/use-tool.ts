import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import { type CacheInfo, toCacheInfo } from '../shared/service/cache-info.ts';
import { sessionTag } from '../shared/service/cache-tags.ts';
import { hasErrorCode } from '../shared/service/domain-error.ts';
import type { Grounding } from './grounding.ts';
import { keepFor } from './keep-for.ts';
import { NOT_CACHED, type ToolCallRecord } from './tool-call.ts';
import { presentOutput } from './tools/present-output.ts';
import type { AgentTool, PreparedCall, ToolOutput, ToolUser } from './tools/tool.ts';

/** Where a tool is used: what its result belongs to and may cite. */
export interface ToolUse extends ToolUser {
  readonly tool: AgentTool;
  readonly given: unknown;
  readonly requestId: string;
  readonly grounding: Grounding | null;
}

/** Uses a tool, from the cache where that is right. Never rejects: a failure is in the record, for the model to read. */
export async function useTool(
  deps: { readonly cache: Cache; readonly logger: Logger },
  use: ToolUse,
): Promise<ToolCallRecord> {
  const { tool, given } = use;
  const startedAt = performance.now();
  const tookMs = () => performance.now() - startedAt;
  let canonical = given;
  try {
    const call = tool.prepare(given);
    canonical = call.arguments;
    const { output, cache } = await serve(deps.cache, use, call);
    const result = presentOutput(output, use.grounding);
    return { tool: tool.name, arguments: canonical, result, error: null, cache, tookMs: tookMs() };
  } catch (fault) {
    if (!hasErrorCode(fault)) deps.logger.error({ err: fault, tool: tool.name }, 'tool failed');
    const error = hasErrorCode(fault) ? fault.message : 'The tool failed.';
    const outcome = { result: null, error, cache: NOT_CACHED };
    return { tool: tool.name, arguments: canonical, ...outcome, tookMs: tookMs() };
  }
}

async function serve(
  cache: Cache,
  { tool, requestId, ...asker }: ToolUse,
  call: PreparedCall,
): Promise<{ readonly output: ToolOutput; readonly cache: CacheInfo }> {
  if (tool.ttlSeconds === null) {
    const { output } = await call.answer(requestId, asker);
    return { output, cache: NOT_CACHED };
  }
  const served = await cache.getOrLoad(
    {
      kind: 'tool',
      key: { tool: tool.name, version: tool.version, arguments: call.arguments },
      tags: tool.tags,
      ttlSeconds: tool.ttlSeconds,
      ...(call.text !== null && { text: call.text }),
    },
    async () => {
      const { output, tags } = await call.answer(requestId, asker);
      return keepFor(asker.sessionId, { value: output, tags });
    },
  );
  return { output: served.value, cache: withoutOthers(toCacheInfo(served), asker.sessionId) };
}

/** Without the tags of other sessions, one of which may have asked first: their ids are theirs. */
function withoutOthers(cache: CacheInfo, sessionId: string | null): CacheInfo {
  const own = sessionId === null ? null : sessionTag(sessionId);
  const isOthers = (tag: string) => tag.startsWith(sessionTag('')) && tag !== own;
  return { ...cache, tags: cache.tags?.filter((tag) => !isOthers(tag)) ?? null };
}
