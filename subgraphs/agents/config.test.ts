import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../shared/service/config.ts';
import { agentsConfigSchema } from './config.ts';

describe('the configuration', () => {
  it('works from nothing', () => {
    expect(readConfig(agentsConfigSchema, {})).toMatchObject({
      AGENTS_PORT: 8003,
      CACHE_TTL_TOOL_SECONDS: 3600,
      CACHE_TTL_SESSION_SECONDS: 1800,
      CACHE_TTL_CONVERSATION_SECONDS: 2_592_000,
      SESSION_IDLE_SECONDS: 1800,
      ASK_TIMEOUT_SECONDS: 60,
    });
  });

  it.each([
    ['a chat server without a model', { CHAT_BASE_URL: 'http://127.0.0.1:1/v1' }, 'CHAT_MODEL'],
    ['two keys', { CHAT_API_KEY: 'a', CHAT_API_KEY_FILE: '/b' }, 'CHAT_API_KEY_FILE'],
    ['a TTL that is none', { CACHE_TTL_TOOLS: 'search=soon' }, 'CACHE_TTL_TOOLS'],
    ['a retrieval address that is none', { RETRIEVAL_URL: 'nowhere' }, 'RETRIEVAL_URL'],
  ])('refuses %s, and names the key', (_, environment, key) => {
    expect(() => readConfig(agentsConfigSchema, environment)).toThrow(key);
  });
});
