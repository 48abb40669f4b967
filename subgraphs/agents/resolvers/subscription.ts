import type { AgentsContext } from '../context.ts';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';
import { requireRun } from './require-run.ts';

export const subscription: SubscriptionResolvers = {
  runProgress: {
    subscribe: async (_, { id }, context) =>
      readingAnew(context, context.service.live.follow(await requireRun(id, context))),
    resolve: <T>(event: T) => event,
  },
};

/** Each event is answered like a request of its own: what loaders have read for the one before is old. */
function readingAnew<T>(
  { loaders }: AgentsContext,
  events: AsyncIterableIterator<T>,
): AsyncIterableIterator<T> {
  return {
    ...events,
    next: async () => {
      const event = await events.next();
      for (const loader of Object.values(loaders)) loader.clearAll();
      return event;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
