import type { Role } from './figure.ts';

/** The contenders' roles, as `summarise` takes them. */
export function rolesOf(
  contenders: readonly { readonly name: string; readonly role: Role }[],
): Readonly<Record<string, Role>> {
  return Object.fromEntries(contenders.map(({ name, role }) => [name, role]));
}
