import { createReadStream, createWriteStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, runnerImport } from 'vite';

const COMPRESSED = /\.(js|css|svg|html)$/;

/** Compresses once, when built, so that an old server need not do it for every township. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async closeBundle() {
      const dist = join(import.meta.dirname, 'dist');
      const files = readdirSync(dist, { recursive: true }).map(String);
      for (const file of files.filter((name) => COMPRESSED.test(name) && name !== 'index.html')) {
        const path = join(dist, file);
        const brotli = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
        await pipeline(createReadStream(path), createGzip({ level: 9 }), createWriteStream(`${path}.gz`));
        await pipeline(createReadStream(path), brotli, createWriteStream(`${path}.br`));
      }
    },
  };
}

const OUTLINE = 'virtual:contract';

interface Written {
  readonly CONTRACT: Record<string, Record<string, Record<string, unknown>>>;
  readonly ERRORS: Record<string, { readonly message: string }>;
}

/** The contract without its shapes: a browser calls endpoints, the server checks what comes. It saves a third of the entry. */
async function outline(): Promise<string> {
  const { module } = await runnerImport<Written>(join(import.meta.dirname, '../contract/src/index.ts'));
  const contract = Object.entries(module.CONTRACT).map(([feature, endpoints]) => {
    const calls = Object.entries(endpoints).map(([name, { method, path, upload, download }]) => [
      name,
      { method, path, upload, download },
    ]);
    return [feature, Object.fromEntries(calls)];
  });
  const refusals = Object.entries(module.ERRORS)
    .filter(([code]) => code.startsWith('sessions.'))
    .map(([code, { message }]) => [code, message]);
  return `export const CONTRACT = ${JSON.stringify(Object.fromEntries(contract))};
export const SESSION_REFUSALS = ${JSON.stringify(Object.fromEntries(refusals))};`;
}

function contractOutline(): Plugin {
  return {
    name: 'contract-outline',
    resolveId: (id) => (id === OUTLINE ? `\0${OUTLINE}` : undefined),
    load: (id) => (id === `\0${OUTLINE}` ? outline() : undefined),
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), contractOutline(), precompress()],
  build: {
    target: 'chrome88',
    cssTarget: 'chrome88',
    manifest: true,
    // Old browsers of the township get what they need by import, without a script of ours in the page.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
});
