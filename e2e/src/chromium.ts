import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Without a window of its own the same Chromium draws nothing but pages, which takes half the time. */
const KNOWN = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const PACKAGES = ['chromium-headless-shell', 'fonts-wqy-microhei'];

const installed = (): string | undefined => KNOWN.find(existsSync);

const isRoot = (): boolean => process.getuid?.() === 0;
const hasChineseFont = (): boolean => {
  try {
    return execFileSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).trim() !== '';
  } catch {
    return false;
  }
};

/** Debian's own browser and a font for Chinese, where we may install them. */
function install(): void {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES], options);
}

/** A real Chromium: the one that `CHROMIUM_PATH` names, the machine's own, or Debian's, installed now. Throws without one. */
export function findChromium(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  if ((!installed() || !hasChineseFont()) && isRoot() && existsSync('/usr/bin/apt-get')) install();
  const found = installed();
  if (found) return found;
  throw new Error(
    '浏览器测试需要 Chromium：请安装 chromium 和 fonts-wqy-microhei，或者用 CHROMIUM_PATH 写明它的位置。',
  );
}

/** Nothing that Chromium does by itself may leave this machine or wait for a network. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
