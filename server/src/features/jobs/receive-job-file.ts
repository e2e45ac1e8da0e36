import type { Context, StreamContext } from '../../http/context.ts';
import { receiveFile } from '../files/index.ts';

/** Takes a streamed upload as the input of a job, and asks for the job in the transaction that enters the file. */
export const receiveJobFile = <T>(
  context: StreamContext,
  name: string,
  maxBytes: number,
  then: (context: Context, fileId: string) => Promise<T>,
): Promise<T> => receiveFile(context, { organizationId: null, purpose: 'jobInput', name }, maxBytes, then);
