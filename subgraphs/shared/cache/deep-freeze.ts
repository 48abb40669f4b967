/**
 * Freezes parsed data, all the way down. One object in memory then serves every reader without a copy per hit: nobody can
 * change what the next reader gets. Data is a tree (it was parsed), so there are no cycles to look for.
 */
export function deepFreeze<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data;
  for (const member of Object.values(data)) deepFreeze(member);
  return Object.freeze(data);
}
