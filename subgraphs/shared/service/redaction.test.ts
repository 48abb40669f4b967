import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRedaction } from './redaction.ts';

const redact = createRedaction({
  INTERNAL_TOKEN: 'the-token-of-the-processes',
  ADMIN_TOKEN: 'the-token-of-the-processes-and-more',
  CHAT_API_KEY: 'sk-"quoted"',
  INVALIDATION_SHARED_KEY: 'key-of-the-invalidation',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20collector,x-tenant=1',
  REDIS_URL: 'redis://:p%40ssword@cache:6379',
  REDIS_PASSWORD: 'redis',
  CHAT_MODEL: 'model-of-the-house',
});

it('a secret that is not encoded as it should be is one all the same', () => {
  const written = createRedaction({ REDIS_URL: 'redis://:100%sure@cache:6379' });

  expect(written('the word 100%sure')).toBe('the word [redacted]');
});

describe('a line of the log', () => {
  it.each([
    ['a token', 'Bearer the-token-of-the-processes!', 'Bearer [redacted]!'],
    ['a token that begins like another', 'the-token-of-the-processes-and-more', '[redacted]'],
    ['a key with quotes', JSON.stringify('sk-"quoted"'), '"[redacted]"'],
    ['a shared key', 'got key-of-the-invalidation', 'got [redacted]'],
    ['a header for the collector', 'sent Bearer collector', 'sent [redacted]'],
    ['the same as its setting has it', '=Bearer%20collector,', '=[redacted],'],
    ['a password as it is', 'p@ssword', '[redacted]'],
    ['a password as an address spells it', 'p%40ssword', '[redacted]'],
    ['an address with credentials', 'at postgres://me:pw@db/x', 'at postgres://[redacted]@db/x'],
    ['a password with an @', 'amqp://me:p@w@mq', 'amqp://[redacted]@mq'],
    ['a word that is also a password', 'connected to redis', 'connected to redis'],
    ['a setting that is no secret', 'model-of-the-house', 'model-of-the-house'],
    ['an address without credentials', 'http://a/b@c', 'http://a/b@c'],
  ])('with %s is written so', (_, line, written) => {
    expect(redact(line)).toBe(written);
  });

  it('holds no secret, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string({ minLength: 6 }),
        (before, after, secret) => {
          fc.pre(!'[redacted]@'.includes(secret));
          const line = JSON.stringify({ msg: before + secret + after });

          const written = createRedaction({ ADMIN_TOKEN: secret })(line);

          expect(written).not.toContain(JSON.stringify(secret).slice(1, -1));
        },
      ),
      { numRuns: 50 },
    );
  });
});
