import dayjs from 'dayjs';

/** A moment as people here write it, in the time of the browser. */
export const momentText = (moment: string): string => dayjs(moment).format('YYYY-MM-DD HH:mm');
export const momentTextWithSeconds = (moment: string): string => dayjs(moment).format('YYYY-MM-DD HH:mm:ss');
export const today = (): string => dayjs().format('YYYY-MM-DD');
