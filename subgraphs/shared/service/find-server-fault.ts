import { request } from './http-client.ts';

const CHECK_TIMEOUT_MS = 2_000;

export interface ModelServer {
  /** Up to `/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  /** The environment's keys for the two, which the reason names in place of their values. */
  readonly addressKey: string;
  readonly secretKey: string;
}

export interface ServerCheck {
  /** Of the answer; undefined when there was none. */
  readonly status: number | undefined;
  /** Why the server cannot be used; null when it can. */
  readonly reason: string | null;
}

/** Whether a server that speaks OpenAI's protocol answers `GET {base}/models`. Never rejects. */
export async function findServerFault(server: ModelServer): Promise<ServerCheck> {
  const { baseUrl, apiKey, addressKey, secretKey } = server;
  try {
    const { statusCode: status, body } = await request(`${baseUrl.replace(/\/+$/, '')}/models`, {
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
    await body.dump();
    const reason = `The server at ${addressKey} answered ${status}; check ${secretKey} and the path.`;
    return { status, reason: status < 400 ? null : reason };
  } catch {
    const reason = `The server at ${addressKey} does not answer within ${CHECK_TIMEOUT_MS} ms; is it running?`;
    return { status: undefined, reason };
  }
}
