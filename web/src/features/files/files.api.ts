import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '@zhunsheng/contract';
import type { files } from '@zhunsheng/contract/files';
import { api } from '../../api/client.ts';

type Contract = typeof files;
export type FileEntry = OutputOf<Contract['get']>;
export type Destruction = OutputOf<Contract['destructions']>['entries'][number];

export const TOUCHED = [['files']] as const;

export const filesQuery = (input: InputOf<Contract['list']>) =>
  queryOptions({
    queryKey: ['files', 'list', input],
    queryFn: () => api.files.list(input),
    placeholderData: keepPreviousData,
  });

export const destructionsQuery = (input: InputOf<Contract['destructions']>) =>
  queryOptions({
    queryKey: ['files', 'destructions', input],
    queryFn: () => api.files.destructions(input),
    placeholderData: keepPreviousData,
  });

const KB = 1024;

export const sizeText = (bytes: number): string =>
  bytes < KB * KB ? `${Math.max(1, Math.round(bytes / KB))} KB` : `${(bytes / KB / KB).toFixed(1)} MB`;
