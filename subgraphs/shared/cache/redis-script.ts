import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

export type ScriptName =
  | 'acquire'
  | 'count'
  | 'drop'
  | 'fill'
  | 'heartbeat'
  | 'invalidate'
  | 'release'
  | 'remembers'
  | 'renew'
  | 'slide'
  | 'sweep'
  | 'texts';

interface Script {
  readonly text: string;
  readonly digest: string;
  sending: Promise<unknown> | undefined;
}

type Argument = string | number | Buffer;

/**
 * The scripts of a folder (`lua/` beside this file), called by their digest. A server that has forgotten one (it restarted) is
 * sent the text once. They are not defined on the client, which may be the caller's own.
 */
export class RedisScripts<Name extends string = ScriptName> {
  readonly #client: Redis;
  readonly #folder: URL;
  readonly #scripts = new Map<Name, Script>();

  constructor(client: Redis, folder: URL = new URL('./lua/', import.meta.url)) {
    this.#client = client;
    this.#folder = folder;
  }

  async run(name: Name, keys: readonly string[], args: readonly Argument[]): Promise<unknown> {
    const script = this.#read(name);
    const call = () => this.#client.evalsha(script.digest, keys.length, ...keys, ...args);
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      await this.#send(script);
      return call();
    }
  }

  /** Many calls may find out at once that the server has forgotten a script: the text is sent for all of them. */
  async #send(script: Script): Promise<void> {
    script.sending ??= this.#client.script('LOAD', script.text);
    try {
      await script.sending;
    } finally {
      script.sending = undefined;
    }
  }

  #read(name: Name): Script {
    const known = this.#scripts.get(name);
    if (known !== undefined) return known;
    const text = readFileSync(new URL(`${name}.lua`, this.#folder), 'utf8');
    const digest = createHash('sha1').update(text).digest('hex');
    const script: Script = { text, digest, sending: undefined };
    this.#scripts.set(name, script);
    return script;
  }
}
