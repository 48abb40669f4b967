import type { MathNode } from 'mathjs/number';
import { DomainError } from '../../shared/service/domain-error.ts';

/** Each takes a time that does not grow with its arguments. */
const functions: ReadonlySet<string> = new Set(
  [
    'abs ceil floor round fix sign mod gcd lcm sqrt cbrt nthRoot square cube pow hypot exp expm1 ln log log2 log10 log1p',
    'sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh factorial gamma min max sum mean median',
  ].flatMap((names) => names.split(' ')),
);
const constants: ReadonlySet<string> = new Set(['pi', 'tau', 'e', 'phi']);
const operators: ReadonlySet<string> = new Set(
  'add subtract multiply divide pow mod unaryMinus unaryPlus factorial'.split(' '),
);

/** Computes what an expression says; rejects with BAD_USER_INPUT what is none. */
export type Arithmetic = (expression: string) => string;

/**
 * Arithmetic on 64-bit floating-point numbers, shown with 15 significant digits. The library parses; what it may compute
 * is decided here, node by node: numbers, operators, and functions of numbers. There are no variables, no strings, no
 * lists and nothing that repeats, so that the time for an expression is bounded by its length.
 *
 * The library is loaded here and not with the program, which it would keep from starting for half a second.
 */
export async function loadArithmetic(): Promise<Arithmetic> {
  const library = await import('mathjs/number');
  const math = library.create(library.all ?? {});
  return (expression) => {
    const result = read(() => {
      const tree = math.parse(expression);
      requireArithmetic(library, tree);
      return tree.evaluate({ ln: Math.log });
    });
    if (typeof result === 'number' && Number.isFinite(result)) {
      return math.format(result, { precision: 15, lowerExp: -7, upperExp: 15 });
    }
    throw refusal('the result is not a number, or larger than there are any');
  };
}

type Library = typeof import('mathjs/number');

function requireArithmetic(library: Library, tree: MathNode): void {
  tree.traverse((node, path) => {
    if (!isAllowed(library, node, path)) throw refusal(`\`${node.toString()}\` is not arithmetic`);
  });
}

function isAllowed(is: Library, node: MathNode, path: string): boolean {
  if (is.isConstantNode(node)) return typeof node.value === 'number';
  if (is.isOperatorNode(node)) return operators.has(node.fn);
  if (is.isFunctionNode(node)) return is.isSymbolNode(node.fn) && functions.has(node.fn.name);
  if (is.isSymbolNode(node)) return path === 'fn' || constants.has(node.name);
  return is.isParenthesisNode(node);
}

/** The library's own errors speak of the expression only. */
function read(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw refusal(error instanceof Error ? error.message : String(error));
  }
}

function refusal(reason: string): DomainError {
  const known = `${[...functions].join(', ')}; ${[...constants].join(', ')}`;
  return new DomainError(
    'BAD_USER_INPUT',
    `The expression cannot be calculated: ${reason}. Known are + - * / ^ % ! and parentheses, ${known}. Numbers are written without separators.`,
  );
}
