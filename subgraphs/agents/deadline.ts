import { DomainError } from '../shared/service/domain-error.ts';

/** Gives work so long and no longer: at the deadline the signal fires and TIMEOUT rejects, whether the work listens or not. */
export async function withDeadline<T>(
  timeoutMs: number,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abortion = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DomainError('TIMEOUT', `${what} took longer than ${timeoutMs} ms.`));
      abortion.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(abortion.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
