import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './embedded-mongod-error.ts';

/** Node's own recursive mkdir never returns where a parent is there but takes no directories, as in /proc. */
export async function makeDirectory(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectory(dirname(path), mode);
    await mkdir(path, mode).catch((again: unknown) => {
      // Another first start may have been quicker.
      if (errorCode(again) !== 'EEXIST') throw again;
    });
  }
}
