/** Why an answer was found by words alone, for people; null for a whole one. */
export function reasonOf(answer: { readonly degraded: boolean }, model: string): string | null {
  if (!answer.degraded) return null;
  return `The embedding model ${model} does not answer, so only words were compared. Such an answer is not cached; ask again later.`;
}
