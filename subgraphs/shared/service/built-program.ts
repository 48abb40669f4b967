import { join } from 'node:path';

/** Where the services are as JavaScript, from the root of the repository; `npm run build` writes it. */
export const BUILD_FOLDER = '.build';

/** The JavaScript of a program, as `gateway/main.ts`, from the root of the repository. */
export function builtProgram(source: string): string {
  return join(BUILD_FOLDER, source.replace(/\.ts$/, '.js'));
}
