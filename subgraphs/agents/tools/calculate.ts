import { z } from 'zod';
import { type Arithmetic, loadArithmetic } from './arithmetic.ts';
import { type AgentTool, defineTool } from './tool.ts';

const MAX_LENGTH = 500;

/** Calculates. Never cached: computing it takes less time than asking Redis whether it was computed before. */
export function createCalculateTool(): AgentTool {
  let loading: Promise<Arithmetic> | undefined;
  return defineTool({
    name: 'calculate',
    version: 1,
    description:
      'Calculates an arithmetic expression, such as `(3 + 4) * 2^10 / sqrt(2)` or `200 + 15%`, to 15 digits.',
    ttlSeconds: null,
    tags: [],
    readsFiles: false,
    arguments: z.strictObject({
      expression: z.string().trim().min(1).max(MAX_LENGTH).describe('The expression.'),
    }),
    answer: async ({ expression }) => {
      loading ??= loadArithmetic();
      const calculate = await loading;
      return { output: { text: calculate(expression) }, tags: null };
    },
  });
}
