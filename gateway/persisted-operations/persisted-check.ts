import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import { isGraphQLRequest } from '../http/is-graphql-request.ts';
import { hashOperation } from './hash-operation.ts';
import type { OperationManifest } from './operation-manifest.ts';
import { readSentOperation, type SentOperation } from './sent-operation.ts';

const HASH = /^[0-9a-f]{64}$/;

/**
 * The first look at an operation: a hash must be one, and that of the text beside it; with `isPersistedOnly` the operation must be
 * in the manifest, whether it comes as a hash or as its text.
 */
export function registerPersistedCheck(
  app: FastifyInstance,
  options: { readonly manifest: OperationManifest; readonly isPersistedOnly: boolean },
): void {
  app.addHook('preHandler', async (request) => {
    if (!isGraphQLRequest(request)) return;
    const sent = readSentOperation(request);
    requireSoundHash(sent);
    if (options.isPersistedOnly) requireListed(sent, options.manifest);
  });
}

function requireSoundHash({ persisted, text }: SentOperation): void {
  if (persisted === undefined) return;
  const { hash, version } = persisted;
  if (version !== 1 || typeof hash !== 'string' || !HASH.test(hash)) {
    throw new DomainError(
      'BAD_USER_INPUT',
      '`extensions.persistedQuery` must be { "version": 1, "sha256Hash": "…" } with the SHA-256 of the operation in 64 hexadecimal digits, small letters.',
    );
  }
  if (text !== undefined && hashOperation(text) !== hash) {
    throw new DomainError(
      'BAD_USER_INPUT',
      `\`sha256Hash\` must be the SHA-256 of \`query\`, which is ${hashOperation(text)}; got ${hash}. Hash the text that you send, byte by byte.`,
    );
  }
}

function requireListed({ persisted, text }: SentOperation, manifest: OperationManifest): void {
  const hash = text === undefined ? persisted?.hash : hashOperation(text);
  if (hash === undefined || (typeof hash === 'string' && manifest.has(hash))) return;
  throw new DomainError(
    'FORBIDDEN',
    `This graph executes the operations of its manifest only (PERSISTED_ONLY), and ${hash} is none of them. Send the hash of one of them, or have the operation added: the manifest is what PERSISTED_OPERATIONS_PATH names, else schema/persisted-operations.json, which \`npm run codegen\` writes of schema/operations/.`,
  );
}
