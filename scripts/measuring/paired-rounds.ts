/**
 * Measures every contender in every round, the first one to run being another in each, so that none always has the warm or the
 * quiet machine. One record a round, by contender.
 */
export async function pairedRounds<C extends { readonly name: string }, S>(
  contenders: readonly C[],
  rounds: number,
  measure: (contender: C, round: number) => Promise<S>,
): Promise<readonly Readonly<Record<string, S>>[]> {
  const done: Record<string, S>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const samples: Record<string, S> = {};
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const contender = contenders[(turn + round) % contenders.length];
      if (contender !== undefined) samples[contender.name] = await measure(contender, round);
    }
    done.push(samples);
  }
  return done;
}
