import { z } from 'zod';
import { port, serviceKeys, ttlSeconds } from '../shared/service/config.ts';
import { toolTtls } from './tools/tool-ttls.ts';

/** Everything that the agents service reads from the environment. */
export const agentsConfigSchema = z
  .object({
    ...serviceKeys,
    AGENTS_PORT: port.default(8003),
    /** Asked what the cache missed while this process was away. */
    WORKER_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8001'),
    RETRIEVAL_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8002'),
    /** How long a tool's result is kept unless the tool says otherwise. */
    CACHE_TTL_TOOL_SECONDS: ttlSeconds.default(3600),
    /** The same for single tools. */
    CACHE_TTL_TOOLS: toolTtls,
    CACHE_TTL_SESSION_SECONDS: ttlSeconds.default(1800),
    CACHE_TTL_CONVERSATION_SECONDS: ttlSeconds.default(2_592_000),
    /** How long a session lives without a question. */
    SESSION_IDLE_SECONDS: ttlSeconds.default(1800),
    /** How long one question may take. */
    ASK_TIMEOUT_SECONDS: z.coerce.number().positive().max(600).default(60),
    /** The most tokens of a conversation that the model is given word for word. */
    MEMORY_WINDOW_TOKENS: z.coerce.number().int().min(500).max(1_000_000).default(8000),
    /** How many times the model may be called for one question. */
    ASK_MAX_STEPS: z.coerce.number().int().min(2).max(32).default(8),
    /** How many tokens those calls may use together, prompts included. */
    ASK_MAX_TOKENS: z.coerce.number().int().min(1000).default(100_000),
    /** How many connections may watch runs at the same time, WebSockets and event streams together. */
    LIVE_MAX_CONNECTIONS: z.coerce.number().int().min(1).default(1000),
    /** Web pages that may watch runs from a browser, separated by commas. */
    CORS_ORIGINS: z.string().default('https://studio.apollographql.com'),
    /** An OpenAI-compatible server, up to `/v1`. Without it answers are quotations. */
    CHAT_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
    CHAT_MODEL: z.string().min(1).optional(),
    CHAT_API_KEY: z.string().min(1).optional(),
    /** A file that holds the key, for secrets that are mounted. */
    CHAT_API_KEY_FILE: z.string().min(1).optional(),
    /** How often a model call that failed in passing is tried again. */
    CHAT_MAX_RETRIES: z.coerce.number().int().min(0).max(5).default(2),
    /** How many tokens the model may write in one call; a longer answer is cut. */
    CHAT_MAX_OUTPUT_TOKENS: z.coerce.number().int().min(16).default(2048),
    /** How long one model call may take with its whole answer. */
    CHAT_TIMEOUT_SECONDS: z.coerce.number().positive().max(600).default(45),
    /** How long the model may say nothing, before its answer and within it. */
    CHAT_IDLE_TIMEOUT_SECONDS: z.coerce.number().positive().max(600).default(30),
  })
  .refine((config) => (config.CHAT_BASE_URL === undefined) === (config.CHAT_MODEL === undefined), {
    path: ['CHAT_MODEL'],
    message: 'CHAT_BASE_URL and CHAT_MODEL are set together, or neither',
  });

export type AgentsConfig = Readonly<z.infer<typeof agentsConfigSchema>>;
