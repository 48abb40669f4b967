import type { ConsoleLog } from './console-log.ts';
import type { StackSettings } from './settings.ts';

/** The addresses of a stack that is up. */
export function sayWhere({ urls, host, internalToken }: StackSettings, log: ConsoleLog): void {
  log.title('The stack is up');
  log.say(
    `  GraphQL and Apollo Sandbox  ${urls.gateway.replace('127.0.0.1', 'localhost')}/graphql`,
  );
  log.say(
    `  Explorer, works offline     ${urls.gateway.replace('127.0.0.1', 'localhost')}/explore`,
  );
  log.say(`  Upload a file               curl -F 'file=@README.md' ${urls.worker}/api/v1/files`);
  for (const name of ['worker', 'retrieval', 'agents'] as const) {
    log.say(`  ${`Cache of ${name}`.padEnd(26)}  ${urls[name]}/api/v1/cache/stats`);
  }
  if (host !== '127.0.0.1')
    log.say(`  It listens on ${host}: whoever reaches that reaches the stack.`);
  if (internalToken) {
    log.say(
      '  Calls to the services themselves, as uploads, need -H "authorization: Bearer $INTERNAL_TOKEN"',
    );
  }
  log.say('  Ctrl-C stops everything.\n');
}
