import make from './limit-row.mjs';

/** As limit-row, everything in one function body. */
export default () => make({ name: 'limit-row1', split: false });
