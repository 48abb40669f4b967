import { request } from 'undici';
import { z } from 'zod';

const CREATE_AGENT =
  'mutation { createAgent(input: { name: "Pilot", goal: "Answer from the files" }) { agent { id } } }';
const START_SESSION = 'mutation($id: ID!) { startSession(agentId: $id) { session { id } } }';
const ASK = `mutation($input: AskInput!) { ask(input: $input) {
  run { id status } session { id }
  answer { id text toolCalls { tool cache { status } } } } }`;

const created = z.object({ createAgent: z.object({ agent: z.object({ id: z.string() }) }) });
const started = z.object({ startSession: z.object({ session: z.object({ id: z.string() }) }) });
const asked = z.object({
  ask: z.object({
    answer: z.object({
      toolCalls: z.array(z.object({ cache: z.object({ status: z.string() }) })),
    }),
  }),
});

/** The agents service at `url`, with one agent. */
export class AskedService {
  readonly #url: string;
  readonly #agentId: string;

  private constructor(url: string, agentId: string) {
    this.#url = url;
    this.#agentId = agentId;
  }

  static async meet(url: string): Promise<AskedService> {
    const { createAgent } = created.parse(await send(url, CREATE_AGENT, {}));
    return new AskedService(url, createAgent.agent.id);
  }

  async startSession(): Promise<string> {
    const { startSession } = started.parse(
      await send(this.#url, START_SESSION, { id: this.#agentId }),
    );
    return startSession.session.id;
  }

  /** One turn. Whether its one tool call was served as expected: on a busy machine the cache may be passed by. */
  async ask(sessionId: string, message: string, expected: 'HIT' | 'MISS'): Promise<boolean> {
    const input = { agentId: this.#agentId, sessionId, message };
    const { ask } = asked.parse(await send(this.#url, ASK, { input }));
    return ask.answer.toolCalls.map(({ cache }) => cache.status).join() === expected;
  }
}

async function send(url: string, query: string, variables: object): Promise<unknown> {
  const { body } = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await body.json()) as { data?: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
