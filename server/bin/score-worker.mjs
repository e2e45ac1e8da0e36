// The thread that computes scores; a thread does not inherit the loader of the one that starts it.
import { register } from 'tsx/esm/api';

register();
await import('../src/features/scores/score-worker.ts');
