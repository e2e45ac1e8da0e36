import { offline, refusalIn } from './refusal.ts';

const nameIn = (disposition: string | null): string | undefined => {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return encoded && decodeURIComponent(encoded);
};

/** Fetches a file and hands it to the browser under the name that the server gave it. */
export async function download(url: string, fallback: string): Promise<void> {
  const answer = await fetch(url, { credentials: 'same-origin' }).catch(() => {
    throw offline();
  });
  if (!answer.ok) throw await refusalIn(answer);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(answer.headers.get('content-disposition')) ?? fallback;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
