import { existsSync } from 'node:fs';
import * as path from 'node:path';

/** Where to find forgecfg: what the user set, and the folders of the workspace. */
export interface Place {
  configured: readonly string[];
  folders: readonly string[];
  isTrusted: boolean;
}

/** The command that starts the language server, with its arguments. */
export function serverCommand(place: Place, platform: string = process.platform): string[] {
  return [...(place.configured.length ? place.configured : found(place, platform)), 'lsp'];
}

function found(place: Place, platform: string): string[] {
  const name = platform === 'win32' ? 'Scripts/forgecfg.exe' : 'bin/forgecfg';
  // An environment inside of a folder is code of that folder.
  const folders = place.isTrusted ? place.folders : [];
  const programs = folders.map((folder) => path.join(folder, '.venv', name));
  return [programs.find((program) => existsSync(program)) ?? 'forgecfg'];
}

/** What to tell the user when the server does not start; `output` is its standard error. */
export function startError(
  command: readonly string[],
  error: NodeJS.ErrnoException | undefined,
  output: string,
): string {
  if (error?.code === 'ENOENT' || output.includes('No module named forgecfg')) {
    return `${command[0]} does not run forgecfg: install it with \`pip install 'forgecfg[lsp,source]'\`, or set \`forgecfg.command\`.`;
  }
  const reason = output.trim() || error?.message || 'no message';
  return `The language server of forgecfg ended: ${reason}`;
}
