import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parse } from '../shared/service/cache-routes.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import type { UserId } from '../shared/service/user-id.ts';
import type { RunRecord } from './run.ts';

/** The longest message, in characters. */
export const MAX_MESSAGE_LENGTH = 8000;

/** A question to an agent, checked. */
export interface Question {
  readonly userId: UserId;
  readonly agentId: string;
  /** The session to go on with; null for a new one. */
  readonly sessionId: string | null;
  readonly message: string;
  readonly idempotencyKey: string | null;
}

/** What a caller sends as a question. */
export interface QuestionInput {
  readonly agentId: string;
  readonly sessionId?: string | null | undefined;
  readonly message: string;
  readonly idempotencyKey?: string | null | undefined;
}

const question = z.object({
  agentId: z.string().min(1),
  sessionId: z.string().min(1).nullable(),
  message: z
    .string()
    .refine((text) => text.trim() !== '', 'must not be empty')
    .max(MAX_MESSAGE_LENGTH),
  idempotencyKey: z.string().min(1).max(256).nullable(),
});

/** BAD_USER_INPUT with every problem. */
export function readQuestion(userId: UserId, input: QuestionInput): Question {
  const read = parse(question, {
    agentId: input.agentId,
    sessionId: input.sessionId ?? null,
    message: input.message,
    idempotencyKey: input.idempotencyKey ?? null,
  });
  return { ...read, userId };
}

/** Tells one question from another without keeping its words, which may be deleted later. */
export function hashQuestion({ agentId, sessionId, message }: Question): string {
  return createHash('sha256')
    .update(JSON.stringify([agentId, sessionId, message]))
    .digest('hex');
}

/** BAD_USER_INPUT when the key of this question was used for another one. */
export function requireSameQuestion(asked: Question, run: RunRecord): void {
  if (run.requestHash === hashQuestion(asked)) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    `The idempotencyKey was used for another question (run ${run.id}); use a new key for a new question.`,
  );
}
