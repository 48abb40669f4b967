import type { HostileFile, Targets } from './hostile-file.ts';

const NAME = /BAD_USER_INPUT.*1 to 255 characters without control characters/;

/** Good texts with names that want to be paths, commands or something else. */
export function hostileNames({ escapePath }: Targets): HostileFile[] {
  const text = (name: string) => ({
    name,
    content: Buffer.from(`The text of ${JSON.stringify(name)}.`),
  });
  const refused = (name: string): HostileFile => ({ ...text(name), end: 'REFUSED', reason: NAME });
  const reads = (name: string): HostileFile => ({ ...text(name), end: 'READY' });
  return [
    reads('../../../../../../escaped.txt'),
    reads(escapePath),
    reads('C:\\windows\\system32\\drivers\\etc\\hosts.txt'),
    reads('..'),
    reads('$(touch escaped).txt'),
    reads('; rm -rf ~ .txt'),
    reads('\u202etxt.exe'),
    reads("'); DROP TABLE files; --.txt"),
    refused('line\nbreak.txt'),
    refused('null\0byte.txt'),
    refused('\u009b2Jclear.txt'),
    refused('\x1b[2Jclear.txt'),
    refused(`${'long'.repeat(64)}.txt`),
    refused('   '),
  ];
}
