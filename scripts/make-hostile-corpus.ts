import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hostileFiles } from './hostile-corpus/hostile-files.ts';
import { numberedName } from './hostile-corpus/numbered-name.ts';

const help = `Makes the files that mean no good: bombs, loops, lies about types and lengths, names that want to be paths.

  npm run make:hostile-corpus -- FOLDER                        into FOLDER, with manifest.json: name, media type, how each ends
  npm run make:hostile-corpus -- FOLDER --secret /etc/passwd   the file that some want to be read (that is the default)
  npm run make:hostile-corpus -- FOLDER --url http://…         the server that some want to be called

Keep FOLDER out of the repository: virus scanners, too, may find the files interesting. tests/hostile-files.test.ts sends all of
them to a worker.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    secret: { type: 'string', default: '/etc/passwd' },
    url: { type: 'string', default: 'http://127.0.0.1:9/' },
  },
});
const [folder] = positionals;
if (values.help) process.stdout.write(help);
else if (folder === undefined) {
  process.stderr.write(`Which folder?\n\n${help}`);
  process.exitCode = 2;
} else await make(resolve(folder));

async function make(goal: string): Promise<void> {
  await mkdir(goal, { recursive: true });
  const files = hostileFiles({
    secretPath: values.secret,
    secretUrl: values.url,
    escapePath: join(goal, 'escaped.txt'),
  });
  const manifest = [];
  for (const [index, { name, mediaType, content, end, reason }] of files.entries()) {
    const file = numberedName(index, name);
    await writeFile(join(goal, file), content);
    manifest.push({ file, name, mediaType, bytes: content.length, end, reason: reason?.source });
  }
  await writeFile(join(goal, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  process.stdout.write(`${files.length} files and manifest.json in ${goal}\n`);
}
