#!/usr/bin/env node
// The sources are TypeScript and run unbuilt, as those of the command line do.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../src/main.ts');
process.exitCode = await main(process.argv.slice(2));
process.exit();
