/**
 * Files (文件): what bodies hand in, and what jobs are given and make. A content is stored once by its digest, however
 * many entries name it; entries stay for good, contents can be destroyed by two administrators.
 */

export { filesRoutes } from './files.routes.ts';
export { readWholeFile, sendFile } from './files.service.ts';
export { findFile } from './files.store.ts';
export { enterFile, storeContent } from './keep-content.ts';
export { receiveFile } from './receive-file.ts';
export { type Swept, sweepContents, verifyContents } from './sweep-contents.ts';
