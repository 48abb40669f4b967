import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { generate } from '@graphql-codegen/cli';
import { parse, printSchema } from 'graphql';
import { readApiSchema } from './schema/api-schema.ts';
import { readOperations } from './schema/operations.ts';
import { printOperationManifest } from './schema/persisted-operations.ts';

/** What each room's resolvers return for a GraphQL type: the domain's own types, by file. */
const mappers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  worker: {
    Chunk: '../chunk.ts#ChunkRecord',
    Embedding: '../embedding/embed-for-client.ts#EmbeddedText',
    File: '../file.ts#FileRecord',
    Job: '../job.ts#JobRecord',
    Model: '../models/model.ts#ModelRecord',
    ModelSwitch: '../models/model-switch.ts#ModelSwitchProgress',
  },
  retrieval: {
    Citation: '../context-bundle.ts#Citation as CitedPassage',
    ContextBundle: '../context-bundle.ts#ContextBundle as BuiltBundle',
    File: '../similar-files.ts#FileKey',
    SearchHit: '../search.ts#SearchHit as FoundHit',
  },
  agents: {
    Agent: '../agent.ts#AgentRecord',
    AskPayload: '../asking.ts#Answered',
    ConversationSummary: '../memory/summary-store.ts#SummaryRecord',
    MemoryHit: '../memory/recall.ts#MemoryHit as FoundMemory',
    BeginAskPayload: '../asking.ts#BegunRun',
    Message: '../message.ts#MessageRecord',
    Run: '../run.ts#RunRecord',
    RunProgress: '../live/follow-run.ts#RunProgress as WatchedRun',
    Session: '../session.ts#SessionRecord',
    Tool: '../tools/tool.ts#AgentTool',
    ToolCall: '../tool-call.ts#ToolCallRecord',
  },
};

/** The services whose graph the agents ask, with operations in `subgraphs/agents/operations/<service>/`. */
const askedByAgents = ['retrieval', 'worker'] as const;

const banner = '// Generated from the SDL by `npm run codegen`; never edited by hand.';

/** Operations as documents that carry the types of their answers and variables. */
const typedOperations = {
  plugins: [{ add: { content: banner } }, 'typescript-operations', 'typed-document-node'],
  config: {
    documentMode: 'string',
    useTypeImports: true,
    immutableTypes: true,
    scalars: { DateTime: 'string', JSON: 'unknown', ID: 'string' },
  },
};

const help = `Writes subgraphs/<room>/generated/resolvers.ts from schema/<room>.graphql, and
subgraphs/agents/generated/<service>-operations.ts from the operations that agents send. An operation that the
service's schema does not allow stops it. schema/persisted-operations.json has the operations of schema/operations/
by their hash, and examples/client/generated/operations.ts has their types.

  npm run codegen              write the files
  npm run codegen -- --check   write nothing; exit 1 when a committed file is out of date
`;

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help) {
  process.stdout.write(help);
} else {
  const outdated = await writeTypes(values.check ?? false);
  for (const path of outdated) process.stderr.write(`out of date: ${path} (npm run codegen)\n`);
  process.exitCode = outdated.length === 0 ? 0 : 1;
}

async function writeTypes(isCheck: boolean): Promise<string[]> {
  const files: { filename: string; content: string }[] = await generate(
    {
      silent: true,
      generates: Object.fromEntries([
        ...Object.keys(mappers).map((room) => [target(room), resolverSettings(room)]),
        ...askedByAgents.map((service) => [
          `subgraphs/agents/generated/${service}-operations.ts`,
          operationSettings(service),
        ]),
        ['examples/client/generated/operations.ts', clientSettings()],
      ]),
    },
    false,
  );
  files.push({
    filename: 'schema/persisted-operations.json',
    content: printOperationManifest(readOperations()),
  });
  const outdated: string[] = [];
  for (const { filename, content } of files) {
    if (!isCheck) await writeFile(filename, content);
    else if (content !== (await readFile(filename, 'utf8').catch(() => '')))
      outdated.push(filename);
  }
  return outdated;
}

function target(room: string): string {
  return `subgraphs/${room}/generated/resolvers.ts`;
}

function resolverSettings(room: string) {
  const context = `${room[0]?.toUpperCase()}${room.slice(1)}Context`;
  return {
    schema: `schema/${room}.graphql`,
    plugins: [{ add: { content: banner } }, 'typescript', 'typescript-resolvers'],
    config: {
      federation: true,
      useTypeImports: true,
      enumsAsConst: true,
      immutableTypes: true,
      contextType: `../context.ts#${context}`,
      mappers: mappers[room],
      scalars: { DateTime: 'Date', JSON: 'unknown', ID: 'string' },
    },
  };
}

/** With `_entities`, which is in no SDL file: the services reach one another's entities as the gateway does. */
function operationSettings(service: string) {
  const sdl = readFileSync(`schema/${service}.graphql`, 'utf8');
  return {
    schema: printSchema(buildSubgraphSchema(parse(sdl))),
    documents: `subgraphs/agents/operations/${service}/*.graphql`,
    ...typedOperations,
  };
}

/** What clients send, against the graph as they see it. */
function clientSettings() {
  const supergraph = readFileSync('schema/supergraph.graphql', 'utf8');
  return {
    schema: printSchema(readApiSchema(supergraph)),
    documents: 'schema/operations/*.graphql',
    ...typedOperations,
  };
}
