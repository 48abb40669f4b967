import type { ExecutionState, Step } from './execution-state.ts';
import { compileFetch, type PlanSurroundings } from './fetch-step.ts';
import { NotCoveredError } from './not-covered-error.ts';
import type { PlanNode, PlanPath } from './query-plan.ts';
import { compilePick } from './response-path.ts';

/** Says whether the variable of a condition is true. */
export type ReadCondition = (variable: string, state: ExecutionState) => boolean;

export interface StepSurroundings extends PlanSurroundings {
  readonly readCondition: ReadCondition;
}

/** Compiles a query plan to functions that call one another. Throws a `NotCoveredError` for nodes of other kinds. */
export function compileStep(node: PlanNode, path: PlanPath, around: StepSurroundings): Step {
  const compile = (child: PlanNode) => compileStep(child, path, around);
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node, path, around);
    case 'Sequence':
      return inSequence(node.nodes.map(compile));
    case 'Parallel':
      return inParallel(node.nodes.map(compile));
    case 'Flatten': {
      const pick = compilePick(node.path);
      const step = compileStep(node.node, [...path, ...node.path], around);
      return (state, data) => {
        const found = pick(data);
        return found ? step(state, found) : undefined;
      };
    }
    case 'Condition': {
      const yes = node.ifClause && compile(node.ifClause);
      const no = node.elseClause && compile(node.elseClause);
      return (state, data) =>
        (around.readCondition(node.condition, state) ? yes : no)?.(state, data);
    }
    default:
      throw new NotCoveredError(`a plan with a ${node.kind} node`);
  }
}

function inSequence(steps: readonly Step[]): Step {
  return async (state, data) => {
    for (const step of steps) await step(state, data);
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (state, data) => {
    await Promise.all(steps.map((step) => step(state, data)));
  };
}
