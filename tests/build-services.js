import { execFileSync } from 'node:child_process';

/** Before the first test: whole processes run from JavaScript, and the gateway serves a bundle, as the sources are now. */
// biome-ignore lint/style/noDefaultExport: Jest takes its global set-up by its default export
export default function buildServices() {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { stdio: 'inherit' });
}
