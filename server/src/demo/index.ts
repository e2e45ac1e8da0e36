/**
 * The demonstration (演示): a made-up county with its year, its bodies and people whose passwords everybody may know. Made
 * by the calls that a person would make, so that its record reads like a real one; it serves its own machine only.
 */
export { DEMO_ACCOUNTS } from './demo-people.ts';
export { demoState, markDemo } from './demo-state.ts';
export { makeDemo } from './make-demo.ts';
