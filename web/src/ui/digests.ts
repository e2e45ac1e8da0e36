/** As much of a digest as tells two apart, without the name of its algorithm. */
export const shortDigest = (digest: string): string => digest.replace(/^\w+:/, '').slice(0, 12);
