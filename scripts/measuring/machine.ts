import { cpus } from 'node:os';

/** What a reader of figures must know of where they were measured. */
export interface Machine {
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    node: process.version,
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
  };
}
