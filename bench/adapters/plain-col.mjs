import { plain } from '../limit/plain-dialect.mjs';
import make from './limit-col.mjs';

/** As limit-col, written the obvious way. */
export default () => make({ name: 'plain-col', dialect: plain });
