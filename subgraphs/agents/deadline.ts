import { DomainError } from '../shared/service/domain-error.ts';

/**
 * Gives work so long and no longer: at the deadline the signal fires and TIMEOUT rejects, whether the work listens or not.
 * The same when `cancelled` fires, with its reason.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
  cancelled?: AbortSignal,
): Promise<T> {
  const abortion = new AbortController();
  let end: (reason: unknown) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    end = (reason) => {
      reject(reason);
      abortion.abort(reason);
    };
  });
  ended.catch(() => undefined);
  const tooLong = () => new DomainError('TIMEOUT', `${what} took longer than ${timeoutMs} ms.`);
  const timer = setTimeout(() => end(tooLong()), timeoutMs);
  const cancel = () => end(cancelled?.reason);
  cancelled?.addEventListener('abort', cancel, { once: true });
  if (cancelled?.aborted) cancel();
  try {
    return await Promise.race([work(abortion.signal), ended]);
  } finally {
    clearTimeout(timer);
    cancelled?.removeEventListener('abort', cancel);
  }
}
