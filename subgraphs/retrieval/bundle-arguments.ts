import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../shared/service/domain-error.ts';
import { type ChunkFilter, modalities } from './chunk-filter.ts';
import { type ContextFormat, contextFormats } from './context-format.ts';
import { type FilterInput, readFilter, readQuery } from './search-arguments.ts';

/** What `contextBundle` was asked, checked and in canonical form. */
export interface BundleArguments {
  readonly query: string;
  readonly tokenBudget: number;
  readonly filter: ChunkFilter;
  readonly format: ContextFormat;
}

export interface BundleInput {
  readonly query: string;
  readonly tokenBudget?: number | null | undefined;
  readonly filter?: FilterInput | null | undefined;
  readonly format?: ContextFormat | null | undefined;
}

export const MAX_TOKEN_BUDGET = 100_000;
const DEFAULT_TOKEN_BUDGET = 4000;

/** Throws BAD_USER_INPUT for anything outside the rules. */
export function readBundleArguments(input: BundleInput): BundleArguments {
  return {
    query: readQuery(input.query),
    tokenBudget: readTokenBudget(input.tokenBudget ?? DEFAULT_TOKEN_BUDGET),
    filter: readFilter(input.filter),
    format: input.format ?? 'MARKDOWN',
  };
}

/** The bundle's id: the same arguments, the same id, whatever the index holds. */
export function bundleId(asked: BundleArguments): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 32);
}

const list = <T extends z.ZodType>(item: T) => z.array(item).nullable();

/** Canonical arguments as they were stored. */
export const storedBundleArguments: z.ZodType<BundleArguments> = z.object({
  query: z.string(),
  tokenBudget: z.number(),
  filter: z.object({
    modalities: list(z.enum(modalities)),
    mediaTypes: list(z.string()),
    fileHashes: list(z.string()),
    createdAfter: z.number().nullable(),
    createdBefore: z.number().nullable(),
  }),
  format: z.enum(contextFormats),
});

function readTokenBudget(tokenBudget: number): number {
  if (Number.isInteger(tokenBudget) && tokenBudget >= 1 && tokenBudget <= MAX_TOKEN_BUDGET) {
    return tokenBudget;
  }
  throw new DomainError(
    'BAD_USER_INPUT',
    `\`tokenBudget\` must be between 1 and ${MAX_TOKEN_BUDGET}; got ${tokenBudget}.`,
  );
}
