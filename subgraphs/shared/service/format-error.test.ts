import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { DomainError } from './domain-error.ts';
import { createFormatError } from './format-error.ts';

const lines: string[] = [];
const logger = pino({}, { write: (line: string) => void lines.push(line) });
const formatError = createFormatError(logger);

function format(original: Error) {
  const error = new GraphQLError(original.message, { path: ['search'], originalError: original });
  return formatError(error.toJSON(), error);
}

describe('formatError', () => {
  it('keeps the code and the message of a domain error', () => {
    const formatted = format(new DomainError('NOT_FOUND', 'There is no agent `a1`.'));

    expect(formatted).toMatchObject({
      message: 'There is no agent `a1`.',
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('hides anything unexpected and logs it with its stack', () => {
    const formatted = format(new Error('connect redis://user:secret@host'));

    expect(formatted).toEqual({
      message: 'Internal server error',
      path: ['search'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(lines.join()).toContain('format-error.test.ts');
  });

  it('keeps what another service said with a known code', () => {
    const error = new GraphQLError('The cursor is not one.', {
      extensions: { code: 'BAD_USER_INPUT', serviceName: 'worker', stacktrace: ['at …'] },
    });

    expect(formatError(error.toJSON(), error).extensions).toEqual({
      code: 'BAD_USER_INPUT',
      serviceName: 'worker',
    });
  });
});
