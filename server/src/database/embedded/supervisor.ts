import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, findBinaries } from './binaries.ts';
import { createCluster, OWNER } from './create-cluster.ts';
import { checkFreeSpace, clusterState, privateFolder, socketFolder } from './data-folder.ts';
import { lockFolder } from './owner-lock.ts';
import { clearOrphan, type Places, PORT, startServer, stopServer } from './postmaster.ts';
import { postmasterPid, postmasterSocket, servesCluster } from './postmaster-file.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';

/** A PostgreSQL of our own that runs until it is stopped. */
export interface EmbeddedCluster {
  /** For the driver: a socket in a private folder, no network. */
  readonly connection: { readonly host: string; readonly port: number; readonly user: string };
  /** The server's process; it changes when the server had to be started again. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

interface Watch {
  readonly places: Places;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly onRestart: (message: string) => void;
  child: ChildProcess;
  stopping: boolean;
}

/** A server that ends by itself (out of memory, killed) is started again, more patiently each time. */
async function keepAlive(watch: Watch): Promise<void> {
  for (let failures = 0; !watch.stopping; ) {
    if (watch.child.exitCode === null && watch.child.signalCode === null) await once(watch.child, 'exit');
    if (watch.stopping) return;
    watch.onRestart('内置数据库意外停止，正在重新启动。');
    await sleep(Math.min(30_000, 100 * 2 ** failures));
    if (watch.stopping) return;
    try {
      await clearOrphan(watch.places.cluster);
      watch.child = await startServer(watch.places, watch.binaries, watch.runAs);
      failures = 0;
    } catch (error) {
      failures += 1;
      watch.onRestart(`内置数据库没有启动成功：${(error as Error).message}`);
    }
  }
}

async function openCluster(folder: string, logFile: string, binaries: Binaries, runAs: RunAs): Promise<string> {
  const cluster = join(folder, 'postgres');
  await clearOrphan(cluster);
  if (clusterState(cluster) === 'absent') await createCluster(cluster, binaries, runAs, logFile);
  privateFolder(cluster);
  return cluster;
}

/** How to reach the server of a data folder that another process of ours is running. */
export function runningCluster(dataFolder: string): EmbeddedCluster['connection'] | undefined {
  const cluster = join(dataFolder, 'postgres');
  const pid = postmasterPid(cluster);
  if (pid === undefined || !servesCluster(pid, realpathSync(cluster))) return undefined;
  return { host: postmasterSocket(cluster) ?? join(dataFolder, 'socket'), port: PORT, user: OWNER };
}

/**
 * Starts PostgreSQL in a data folder and watches over it. Creates the cluster at the first start. Throws `StartRefused`
 * with a message and a hint in Chinese where it cannot.
 */
export async function startEmbedded(
  dataFolder: string,
  onRestart: (message: string) => void = () => {},
): Promise<EmbeddedCluster> {
  privateFolder(dataFolder);
  const folder = realpathSync(dataFolder);
  const unlock = lockFolder(folder);
  try {
    checkFreeSpace(folder);
    const [binaries, runAs] = [findBinaries(), chooseRunAs()];
    const logFile = join(folder, 'postgres.log');
    const cluster = await openCluster(folder, logFile, binaries, runAs);
    const socket = socketFolder(folder);
    const places: Places = { cluster, socket: socket.path, logFile };
    const child = await startServer(places, binaries, runAs);
    const watch: Watch = { places, binaries, runAs, onRestart, child, stopping: false };
    void keepAlive(watch);
    return {
      connection: { host: socket.path, port: PORT, user: OWNER },
      pid: () => watch.child.pid,
      async stop() {
        watch.stopping = true;
        if (watch.child.pid) await stopServer(watch.child.pid);
        socket.release();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
