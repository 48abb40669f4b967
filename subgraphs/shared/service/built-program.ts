import { join } from 'node:path';

/** Where the services are as JavaScript, from the root of the repository; `npm run build` writes it. */
export const BUILD_FOLDER = '.build';

/**
 * How Node runs a service. The young generation of its heap may grow to 64 MiB instead of 16: most of what a request needs is garbage when it is
 * answered, and is not copied when there is room until then. The Dockerfile says the same. Figures: docs/gateway-speed.md.
 */
export const NODE_FLAGS: readonly string[] = ['--max-semi-space-size=64'];

/** The JavaScript of a program, as `gateway/main.ts`, from the root of the repository. */
export function builtProgram(source: string): string {
  return join(BUILD_FOLDER, source.replace(/\.ts$/, '.js'));
}
