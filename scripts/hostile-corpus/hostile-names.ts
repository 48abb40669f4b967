import { reads, refused } from './endings.ts';
import type { HostileFile, Targets } from './hostile-file.ts';

const NAME = /BAD_USER_INPUT.*1 to 255 characters without control characters/;

/** Good texts with names that want to be paths, commands or something else. */
export function hostileNames({ escapePath }: Targets): HostileFile[] {
  const labels = [
    '../../../../../../escaped.txt',
    escapePath,
    'C:\\windows\\system32\\drivers\\etc\\hosts.txt',
    '..',
    '$(touch escaped).txt',
    '; rm -rf ~ .txt',
    '\u202etxt.exe',
    "'); DROP TABLE files; --.txt",
  ];
  const unspeakable = [
    'line\nbreak.txt',
    'null\0byte.txt',
    '\u009b2Jclear.txt',
    '\x1b[2Jclear.txt',
    `${'long'.repeat(64)}.txt`,
    '   ',
  ];
  const textOf = (name: string) => `The text of ${JSON.stringify(name)}.`;
  return [
    ...labels.map((name) => reads(name, textOf(name))),
    ...unspeakable.map((name) => refused(name, textOf(name), NAME)),
  ];
}
