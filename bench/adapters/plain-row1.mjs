import { plain } from '../limit/plain-dialect.mjs';
import make from './limit-row.mjs';

/** As limit-row1, written the obvious way. */
export default () => make({ name: 'plain-row1', split: false, dialect: plain });
