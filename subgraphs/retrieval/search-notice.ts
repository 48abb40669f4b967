/** Why a search was answered otherwise than its mode asks for; the graph's `SearchNoticeCode`. */
export type SearchNoticeCode = 'LANGUAGE_NOT_UNDERSTOOD' | 'MODEL_UNAVAILABLE';

/** What a client is told beside the hits. */
export interface SearchNotice {
  readonly code: SearchNoticeCode;
  readonly message: string;
}

const MESSAGES: Readonly<Record<SearchNoticeCode, string>> = {
  LANGUAGE_NOT_UNDERSTOOD:
    'The query does not look like English, the only language that the embedding model understands: it was answered by words alone. With mode: KEYWORD this is not said.',
  MODEL_UNAVAILABLE:
    'The embedding model is away: the query was answered by words alone. Ask again later for hits by meaning.',
};

/** Whether an answer with these notices would be another one soon: it is not to be kept. */
export function isPassing(codes: readonly SearchNoticeCode[]): boolean {
  return codes.includes('MODEL_UNAVAILABLE');
}

export function toNotice(code: SearchNoticeCode): SearchNotice {
  return { code, message: MESSAGES[code] };
}
