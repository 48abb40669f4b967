import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Arithmetic, loadArithmetic } from './arithmetic.ts';

let calculate: Arithmetic;

beforeAll(async () => {
  calculate = await loadArithmetic();
});

describe('arithmetic', () => {
  it.each([
    ['(3 + 4) * 2^10 / 8', '896'],
    ['0.1 + 0.2', '0.3'],
    ['200 + 15%', '230'],
    ['10 mod 3', '1'],
    ['52! / (47! * 5!)', '2598960'],
    ['1234567.89 * 1000', '1234567890'],
    ['2^64', '1.84467440737096e+19'],
    ['ln(e) + log(8, 2) + sqrt(16)', '8'],
    ['mean(1, 2, 6) - max(-1, -2)', '4'],
    ['cos(pi)', '-1'],
  ])('calculates %s', (expression, result) => {
    expect(calculate(expression)).toBe(result);
  });

  it.each([
    ['a variable', 'x + 1'],
    ['an assignment', 'x = 3'],
    ['a function that is made', 'f(x) = x'],
    ['several expressions', '1; 2'],
    ['text', '"a"'],
    ['a list', '[1, 2]'],
    ['an object', '{ a: 1 }'],
    ['a range', '1:1000000000'],
    ['a member', 'cos.constructor'],
    ['a call of a member', 'cos.constructor("return process")()'],
    ['an import', 'import({ a: 1 })'],
    ['an evaluation', 'evaluate("1")'],
    ['a parser', 'parse("1")'],
    ['a function of the language', 'toString()'],
    ['an inherited name', 'constructor(1)'],
    ['a function without its arguments', 'sqrt'],
    ['a truth', '1 == 1'],
    ['a thousands separator', '1,000'],
    ['half of one', '(1 + '],
    ['a division by zero', '1 / 0'],
    ['a root that is not real', 'sqrt(-1)'],
    ['a number without end', '9^9^9^9'],
  ])('refuses %s, and says what it knows', (_, expression) => {
    expect(() => calculate(expression)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('Known are + - * /'),
      }),
    );
  });

  it('agrees with the language on random expressions', () => {
    const number = fc.integer({ min: -999, max: 999 }).map((value) => `(${value})`);
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 6 },
        number,
        fc
          .tuple(tie('expression'), fc.constantFrom('+', '-', '*'), tie('expression'))
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      ),
    }));

    fc.assert(
      fc.property(expression, (text) => {
        // biome-ignore lint/security/noGlobalEval: the text is made of numbers and operators two lines above
        const expected: number = globalThis.eval(text);
        const difference = Math.abs(Number(calculate(text)) - expected);
        expect(difference).toBeLessThanOrEqual(Math.abs(expected) * 1e-14);
      }),
    );
  });

  it('ends at once, with a number or a refusal, whatever it is given', () => {
    const pieces = fc.constantFrom(
      ...'( ) , + - * / ^ % ! 9 9e99 0.1 1e-300 mod pi sin( gamma( factorial( gcd( lcm( median( exp( log( x " [ ] { } : ; = . ? \\ \n 😀'.split(
        ' ',
      ),
    );
    const hostile = fc
      .array(pieces, { maxLength: 250 })
      .map((parts) => parts.join('').slice(0, 500));
    const nested = fc
      .tuple(
        fc.constantFrom('(', '-', '2^', '1/', 'sin(', 'factorial(', '2('),
        fc.nat({ max: 250 }),
      )
      .map(([part, times]) => {
        const closing = part.endsWith('(') ? ')'.repeat(times) : '';
        return `${part.repeat(times)}3${closing}`.slice(0, 500);
      });

    fc.assert(
      fc.property(fc.oneof(hostile, nested), (text) => {
        const startedAt = performance.now();
        try {
          expect(Number(calculate(text))).not.toBeNaN();
        } catch (error) {
          expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
        }
        expect(performance.now() - startedAt).toBeLessThan(1000);
      }),
      { numRuns: 300 },
    );
  });
});
