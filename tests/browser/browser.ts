import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Debian and others have it; CHROMIUM_PATH says where else. */
const programs = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** A page, and what it did that nobody asked for. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses outside this machine that it asked for; none was reached. */
  readonly outside: string[];
  /** Errors and warnings in its console, violations of its policy among them. */
  readonly complaints: string[];
}

/** Starts the installed Chromium, without a window. */
export function startBrowser(): Promise<Browser> {
  const executablePath = programs.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      'The tests in a browser need Chromium: apt-get install chromium, or say with CHROMIUM_PATH where it is.',
    );
  }
  return chromium.launch({
    executablePath,
    // Resolves nothing but this machine, whatever the page and the browser itself try.
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

export async function openWatchedPage(browser: Browser): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  const outside: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') outside.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, outside, complaints };
}
