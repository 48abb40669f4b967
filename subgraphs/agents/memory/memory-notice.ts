/** Why a recollection was made otherwise than by words and meaning; the graph's `MemoryNoticeCode`. */
export type MemoryNoticeCode = 'LANGUAGE_NOT_UNDERSTOOD' | 'MODEL_UNAVAILABLE';

/** What a client is told beside the hits. */
export interface MemoryNotice {
  readonly code: MemoryNoticeCode;
  readonly message: string;
}

const MESSAGES: Readonly<Record<MemoryNoticeCode, string>> = {
  LANGUAGE_NOT_UNDERSTOOD:
    'The query does not look like English, the only language that the embedding model understands: it was answered by words alone.',
  MODEL_UNAVAILABLE:
    'The worker, which has the embedding model, is away: the query was answered by words alone. Ask again later for hits by meaning.',
};

export function toMemoryNotice(code: MemoryNoticeCode): MemoryNotice {
  return { code, message: MESSAGES[code] };
}
