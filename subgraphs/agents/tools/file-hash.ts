import { z } from 'zod';

/** A file's hash among a tool's arguments. */
export const fileHash = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    'must be a SHA-256 in lower-case hex, as `listFiles` and `search` give it',
  )
  .describe("The file's hash: `file` of a passage, or `hash` of `listFiles`.");
