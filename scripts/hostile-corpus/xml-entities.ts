/** Entities of which the last, `&lol;`, is a billion laughs when it is expanded. */
export function billionLaughs(root: string): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const before = level === 0 ? 'laugh' : `&lol${level - 1};`;
    return `<!ENTITY lol${level} "${before.repeat(10)}">`;
  });
  return `<!DOCTYPE ${root} [${levels.join('')}<!ENTITY lol "&lol8;">]>`;
}

/** An entity, `&secret;`, that is the content of a file. */
export function externalEntity(root: string, path: string): string {
  return `<!DOCTYPE ${root} [<!ENTITY secret SYSTEM "file://${path}">]>`;
}
