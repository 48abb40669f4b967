import type { ConsoleLog } from '../console-log.ts';
import type { GraphClient } from './graph-client.ts';

const agentName = 'Demo';
const question = 'Which eviction policy does Redis run with, and why?';

const askMutation = `mutation DemoAsk($input: AskInput!) {
  ask(input: $input) {
    answer {
      text
      generated
      context { citations { number file { name } } }
      toolCalls { tool tookMs cache { status } }
    }
  }
}`;

interface Asked {
  readonly ask: {
    readonly answer: {
      readonly text: string;
      readonly generated: boolean;
      readonly context: {
        readonly citations: readonly {
          readonly number: number;
          readonly file: { readonly name: string } | null;
        }[];
      } | null;
      readonly toolCalls: readonly { readonly tool: string }[];
    };
  };
}

/** One question to an agent, with what it quotes. */
export async function showAnswer(graph: GraphClient, log: ConsoleLog): Promise<void> {
  const agentId = (await findDemoAgent(graph)) ?? (await createDemoAgent(graph));
  log.title(`ask(message: "${question}")`);
  const { data, tookMs } = await graph.ask<Asked>(askMutation, {
    input: { agentId, message: question },
  });
  const { text, generated, context, toolCalls } = data.ask.answer;
  for (const paragraph of text.trim().split(/\n{2,}/)) {
    log.say(`  ${paragraph.replace(/\s+/g, ' ')}`);
  }
  const cited = context?.citations.filter(({ number }) => text.includes(`[${number}]`)) ?? [];
  for (const { number, file } of cited) log.say(`    [${number}] ${file?.name ?? 'a file'}`);
  const origin = generated
    ? 'written by the language model'
    : 'quoted, no language model is configured';
  const tools = toolCalls.map(({ tool }) => tool).join(', ') || 'no tool';
  log.say(`  ${origin}; used ${tools}; ${tookMs.toFixed(0)} ms`);
}

async function findDemoAgent(graph: GraphClient): Promise<string | undefined> {
  const { data } = await graph.ask<{
    agents: { edges: readonly { node: { id: string; name: string } }[] };
  }>('query DemoAgents { agents(first: 100) { edges { node { id name } } } }');
  return data.agents.edges.find(({ node }) => node.name === agentName)?.node.id;
}

async function createDemoAgent(graph: GraphClient): Promise<string> {
  const { data } = await graph.ask<{ createAgent: { agent: { id: string } } }>(
    'mutation DemoAgent($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }',
    { input: { name: agentName, goal: 'Answer questions from the files', tools: ['search'] } },
  );
  return data.createAgent.agent.id;
}
