import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hashOperation } from './hash-operation.ts';

/** Operations that clients may send by their hash without having sent them before: SHA-256 in hexadecimal → document. */
export type OperationManifest = ReadonlyMap<string, string>;

const manifestFile = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), body: z.string() })),
});

/**
 * Reads a manifest as `npm run codegen` and `@apollo/generate-persisted-query-manifest` write it. Throws when it is none, or when an
 * operation is not the one that its id is the hash of.
 */
export async function readOperationManifest(path: string): Promise<OperationManifest> {
  const { operations } = await readManifestFile(path);
  for (const { id, name, body } of operations) {
    if (id === hashOperation(body)) continue;
    throw new Error(
      `${path} (PERSISTED_OPERATIONS_PATH): the id of ${name} must be the SHA-256 of its body in hexadecimal; got "${id}". Generate the file again.`,
    );
  }
  return new Map(operations.map(({ id, body }) => [id, body]));
}

async function readManifestFile(path: string): Promise<z.infer<typeof manifestFile>> {
  try {
    return manifestFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new Error(
      `${path} (PERSISTED_OPERATIONS_PATH) must be a manifest of format "apollo-persisted-query-manifest", version 1, as \`npm run codegen\` writes it.`,
      { cause },
    );
  }
}
