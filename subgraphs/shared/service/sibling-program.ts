/** A module that another process runs: its address, and what Node needs to run it. */
export interface SiblingProgram {
  readonly filename: string;
  readonly execArgv: readonly string[];
}

/** The module `name` beside the one at `from` (its `import.meta.url`): a source is run through tsx, a built one as it is. */
export function siblingProgram(name: string, from: string): SiblingProgram {
  const isSource = from.endsWith('.ts');
  const filename = new URL(`./${name}${isSource ? '.ts' : '.js'}`, from).href;
  return { filename, execArgv: isSource ? ['--import', 'tsx'] : [] };
}
