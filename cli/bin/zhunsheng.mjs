#!/usr/bin/env node
// The sources are TypeScript and run unbuilt: tsx reads them on every Node from 20.19 on.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../src/main.ts');
await main(process.argv.slice(2));
