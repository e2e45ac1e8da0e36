// `npm start`: sets up, builds the web application, and serves the demonstration on this machine.
// Arguments go to the server: `npm start -- --fresh`, `-- --port 9000`, `-- --folder data/other`.
import { buildWeb } from './build-web.mjs';
import { setUp } from './set-up.mjs';

setUp();
buildWeb();
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('../server/src/main.ts');
process.exit(await main(['demo', ...process.argv.slice(2)]));
