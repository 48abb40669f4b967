/** Something that can be asked: a goal, and the tools to reach it. */
export interface AgentRecord {
  readonly id: string;
  readonly name: string;
  readonly goal: string;
  /** Names of tools, in the order given. */
  readonly tools: readonly string[];
  /** How many messages of the conversation the model is given, the question included. */
  readonly memoryWindow: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}
