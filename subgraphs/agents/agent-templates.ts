/** A ready-made starting point for an agent. */
export interface AgentTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly goal: string;
  readonly tools: readonly string[];
}

export const agentTemplates: readonly AgentTemplate[] = [
  {
    id: 'research-assistant',
    name: 'Research assistant',
    description: 'Gathers what the files say on a question, from as many of them as speak of it.',
    goal: 'Gather what the files say on the question, compare sources where they differ, and cite each statement.',
    tools: ['search', 'contextBundle'],
  },
  {
    id: 'document-analyst',
    name: 'Document analyst',
    description: 'Answers exact questions about documents, in their own words.',
    goal: 'Answer exactly what is asked about the documents, in their own words where possible, and cite the passage.',
    tools: ['search', 'contextBundle'],
  },
  {
    id: 'image-librarian',
    name: 'Image librarian',
    description: 'Finds images, recordings and scans by the text in them and about them.',
    goal: 'Find the images, recordings and scans that fit what is asked, by the text read from them, and say where each is.',
    tools: ['search'],
  },
  {
    id: 'support-agent',
    name: 'Support agent',
    description: 'Answers users from the documentation, briefly, and says when it is not covered.',
    goal: 'Help the user with what the documentation says, briefly and step by step; say plainly when it does not cover the question.',
    tools: ['search'],
  },
];
