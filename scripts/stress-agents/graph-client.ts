import { z } from 'zod';

const ASK = `mutation StressAsk($input: AskInput!, $isTerse: Boolean!) {
  ask(input: $input) {
    run @skip(if: $isTerse) { id status } session @skip(if: $isTerse) { id } answer { id text }
  }
}`;
const PAGE = `query StressConversation($id: ID!, $before: String) {
  session(id: $id) {
    messages(last: 100, before: $before) {
      totalCount pageInfo { hasPreviousPage startCursor } edges { node { id role text } }
    }
  }
}`;
const CREATE_AGENT = `mutation { createAgent(input: { name: "Gardener", goal: "Answer from the files" }) { agent { id } } }`;
const START_SESSION = `mutation($id: ID!) { startSession(agentId: $id) { session { id } } }`;

const errors = z
  .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) }))
  .optional();
const askAnswer = z.object({
  data: z
    .object({
      ask: z.object({
        run: z.object({ id: z.string(), status: z.string() }).optional(),
        session: z.object({ id: z.string() }).optional(),
        answer: z.object({ id: z.string(), text: z.string() }),
      }),
    })
    .nullable(),
  errors,
});
const message = z.object({ id: z.string(), role: z.string(), text: z.string() });
const page = z.object({
  data: z.object({
    session: z.object({
      messages: z.object({
        totalCount: z.number(),
        pageInfo: z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullable() }),
        edges: z.array(z.object({ node: message })),
      }),
    }),
  }),
});
const agentMade = z.object({
  data: z.object({ createAgent: z.object({ agent: z.object({ id: z.string() }) }) }),
});
const sessionMade = z.object({
  data: z.object({ startSession: z.object({ session: z.object({ id: z.string() }) }) }),
});

export type AskAnswer = z.infer<typeof askAnswer>;
export type GraphMessage = Readonly<z.infer<typeof message>>;

/** What is asked with `ask`. */
export interface AskInput {
  readonly agentId: string;
  readonly sessionId: string | null;
  readonly message: string;
  readonly idempotencyKey: string | null;
}

/** Rejects when no answer comes, because the process is gone. */
export async function ask(url: string, input: AskInput, isTerse: boolean): Promise<AskAnswer> {
  return askAnswer.parse(await send(url, ASK, { input, isTerse }));
}

export async function createAgent(url: string): Promise<string> {
  return agentMade.parse(await send(url, CREATE_AGENT, {})).data.createAgent.agent.id;
}

export async function startSession(url: string, agentId: string): Promise<string> {
  const made = sessionMade.parse(await send(url, START_SESSION, { id: agentId }));
  return made.data.startSession.session.id;
}

/** The whole conversation, page by page from its end, as the graph tells it. */
export async function readConversation(
  url: string,
  sessionId: string,
): Promise<readonly GraphMessage[]> {
  const all: GraphMessage[] = [];
  let before: string | null = null;
  for (;;) {
    const read = page.parse(await send(url, PAGE, { id: sessionId, before }));
    const { edges, pageInfo, totalCount } = read.data.session.messages;
    all.unshift(...edges.map(({ node }) => node));
    if (!pageInfo.hasPreviousPage) {
      if (before === null && totalCount !== all.length)
        throw new Error(`totalCount is ${totalCount}, and there are ${all.length} messages`);
      return all;
    }
    before = pageInfo.startCursor;
  }
}

async function send(url: string, query: string, variables: object): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}
