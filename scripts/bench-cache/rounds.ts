import type { Role, Round, Sample } from './figure.ts';

/**
 * Measures every contender in every round, the first one to run being another in each, so that none always has the warm or the
 * quiet machine.
 */
export async function pairedRounds<C extends { readonly name: string }>(
  contenders: readonly C[],
  rounds: number,
  measure: (contender: C, round: number) => Promise<Sample>,
): Promise<readonly Round[]> {
  const done: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const samples: Record<string, Sample> = {};
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const contender = contenders[(turn + round) % contenders.length];
      if (contender !== undefined) samples[contender.name] = await measure(contender, round);
    }
    done.push(samples);
  }
  return done;
}

/** The contenders' roles, as `summarise` takes them. */
export function rolesOf(
  contenders: readonly { readonly name: string; readonly role: Role }[],
): Readonly<Record<string, Role>> {
  return Object.fromEntries(contenders.map(({ name, role }) => [name, role]));
}
