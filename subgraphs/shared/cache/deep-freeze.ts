/**
 * Freezes parsed data, all the way down. One object in memory then serves every reader without a copy per hit: nobody can
 * change what the next reader gets. Data is a tree (it was parsed), so there are no cycles to look for.
 */
export function deepFreeze<T>(data: T): T {
  if (typeof data === 'object' && data !== null) freezeTree(data as Branch);
  return data;
}

type Branch = Readonly<Record<string, unknown>>;

/** `for … in` makes no array of the members; parsed data inherits none. */
function freezeTree(branch: Branch): void {
  for (const name in branch) {
    const member = branch[name];
    if (typeof member === 'object' && member !== null) freezeTree(member as Branch);
  }
  Object.freeze(branch);
}
