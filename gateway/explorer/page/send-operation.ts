import type { GraphiQL } from 'graphiql';
import type { ComponentProps } from 'react';
import type { LastServed } from './last-served.ts';
import { nameOperation } from './name-operation.ts';
import { readServed } from './read-served.ts';

type Send = ComponentProps<typeof GraphiQL>['fetcher'];
type Answer = Awaited<ReturnType<Send>>;

/** Sends operations to the graph beside the page, and notes how they were served. */
export function createSendOperation(served: LastServed): Send {
  return async (operation, options) => {
    const operationName = nameOperation(operation.query, operation.operationName ?? undefined);
    const began = performance.now();
    const response = await fetch(new URL('graphql', document.baseURI), {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
        // Asks for `extensions.cache`.
        'x-cache-debug': '1',
        ...options?.headers,
      },
      body: JSON.stringify({ ...operation, operationName }),
    });
    const body = await readAnswer(response);
    // The page's own reading of the schema is not what anybody asked about.
    if (operationName !== 'IntrospectionQuery') {
      served.set(
        readServed({
          operation: operationName ?? 'Operation without a name',
          ms: performance.now() - began,
          body,
          headers: response.headers,
        }),
      );
    }
    return body as Answer;
  };
}

/** What stands in between may answer with something else than JSON. */
async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    const message = `Expected JSON from the graph; got status ${response.status} with: ${text.slice(0, 500)}`;
    return { errors: [{ message }] };
  }
}
