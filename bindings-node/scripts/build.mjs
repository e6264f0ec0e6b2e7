// Builds the addon for this machine and puts it where the package looks for it.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (result.status !== 0) {
    console.error(`${program} ${args.join(' ')} failed${result.error ? `: ${result.error.message}` : ''}`);
    process.exit(result.status ?? 1);
  }
  return result;
}

// `-p`: features of the core unify over a workspace build, and other bindings' features have no place in the addon.
const args = ['build', '--release', '-p', 'enkash-node', '--message-format=json-render-diagnostics'];
const { stdout } = run('cargo', args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 2 ** 28 });
const built = stdout
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line))
  .find((message) => message.reason === 'compiler-artifact' && message.target.name === 'enkash_node');
const library = built?.filenames.find((name) => /\.(so|dylib|dll)$/.test(name));
if (!library) {
  console.error('cargo did not say where the addon is');
  process.exit(1);
}

// The name of the build comes from the loader itself, so the two cannot disagree; it is plain TypeScript to compile.
run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json']);
const { platformName } = createRequire(import.meta.url)(join(root, 'dist', 'native.js'));
const folder = join(root, 'native');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
copyFileSync(library, join(folder, `enkash.${platformName()}.node`));
