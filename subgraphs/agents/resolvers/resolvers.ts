import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { scalars } from '../../shared/service/scalars.ts';
import type { AgentsContext } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { agent } from './agent.ts';
import { askPayload } from './ask-payload.ts';
import { conversationSummary } from './conversation-summary.ts';
import { memoryHit } from './memory-hit.ts';
import { message } from './message.ts';
import { mutation } from './mutation.ts';
import { query } from './query.ts';
import { run } from './run.ts';
import { session } from './session.ts';
import { subscription } from './subscription.ts';
import { tool } from './tool.ts';

const typed: Resolvers = {
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  AskPayload: askPayload,
  BeginAskPayload: askPayload,
  Agent: agent,
  Session: session,
  ConversationSummary: conversationSummary,
  MemoryHit: memoryHit,
  Message: message,
  Run: run,
  Tool: tool,
};

/** Every resolver of this subgraph. Where a type has none, its mapped record has the fields as they are. */
export const resolvers = { ...scalars, ...typed } as GraphQLResolverMap<AgentsContext>;
