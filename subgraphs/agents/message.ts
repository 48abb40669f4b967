export type MessageRole = 'USER' | 'ASSISTANT';

/** One message of a conversation, as it is stored. */
export interface MessageRecord {
  readonly id: string;
  readonly sessionId: string;
  /** 0, 1, 2… within the conversation, without gaps. */
  readonly position: number;
  readonly role: MessageRole;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** True when a language model wrote it. */
  readonly generated: boolean;
  /** The run that asked or answered it. */
  readonly runId: string;
  /** Id of the context bundle whose citation numbers the text uses. */
  readonly contextId: string | null;
}
