// `npm test`: sets up, then runs every check.
import { run, setUp } from './set-up.mjs';

setUp();
process.exit(run(process.execPath, ['scripts/check.mjs']));
