import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
// @ts-expect-error plain JavaScript, because it must run before anything is built
import { buildWeb } from '../../scripts/build-web.mjs';
import { findChromium } from './chromium.ts';
import { startServer } from './server-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string;
    demo: string;
  }
}

/** A browser, the built web application and the demonstration, once for the whole run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium();
  if (!buildWeb()) throw new Error('the web application was not built');
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-e2e-'));
  const demo = await startServer('demo', '--folder', join(folder, 'demo'), '--port', '0');
  project.provide('chromium', chromium);
  project.provide('demo', demo.address);
  return async () => {
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
