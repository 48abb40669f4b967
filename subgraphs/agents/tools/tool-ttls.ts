import { z } from 'zod';
import type { AgentTool } from './tool.ts';

/** Seconds by name of a tool; 0: its results are not kept. */
export type ToolTtls = Readonly<Record<string, number>>;

const MAX_SECONDS = 2_592_000;
const pair = /^([A-Za-z]+)=(\d{1,7})$/;

/** Reads `search=600,readFile=0`. */
export const toolTtls = z
  .string()
  .default('')
  .transform((text, context): ToolTtls => {
    const ttls: Record<string, number> = {};
    for (const part of text.split(',').filter((each) => each.trim() !== '')) {
      const [, name = '', seconds = ''] = pair.exec(part.trim()) ?? [];
      if (name === '' || Number(seconds) > MAX_SECONDS) {
        const message = `"${part}" is not <tool>=<seconds, at most ${MAX_SECONDS}>`;
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
      ttls[name] = Number(seconds);
    }
    return ttls;
  });

/** The tools, kept for as long as is configured. Throws on a name that is no tool's, or of a tool that may not be kept. */
export function applyToolTtls(tools: readonly AgentTool[], ttls: ToolTtls): readonly AgentTool[] {
  const kept = tools.filter(({ ttlSeconds }) => ttlSeconds !== null).map(({ name }) => name);
  const wrong = Object.keys(ttls).filter((name) => !kept.includes(name));
  if (wrong.length > 0) {
    throw new Error(
      `CACHE_TTL_TOOLS names ${wrong.join(', ')}; the tools whose results are kept are ${kept.join(', ')}.`,
    );
  }
  return tools.map((tool) => {
    const seconds = ttls[tool.name];
    return seconds === undefined ? tool : { ...tool, ttlSeconds: seconds === 0 ? null : seconds };
  });
}
