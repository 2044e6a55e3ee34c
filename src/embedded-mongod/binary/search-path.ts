import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export async function binariesOnPath(searchPath: string): Promise<string[]> {
  const found: string[] = [];
  for (const directory of new Set(searchPath.split(delimiter))) {
    const path = join(directory, 'mongod');
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (directory !== '' && executable) found.push(path);
  }
  return found;
}
