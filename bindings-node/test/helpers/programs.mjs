// Runs other programs: Node itself, the sandbox.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The package's folder: a program started there finds `enkash`. */
export const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a program of Node and tells how it ended. */
export async function runNode(args, variables = {}) {
  const child = spawn(process.execPath, args, {
    cwd: packageFolder,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, code, signal };
}

/** Starts a fresh sandbox. */
export async function startSandbox() {
  const program = process.env.ENKASH_SANDBOX_BIN;
  if (!program) {
    throw new Error('ENKASH_SANDBOX_BIN is not set: `cargo xtask test --only node` builds the sandbox and sets it');
  }
  const child = spawn(program, ['serve', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { url, access_key: accessKey, secret_key: secretKey } = JSON.parse(line);
  return {
    settings: { accessKey, secretKey, baseUrl: url },
    variables: { ENKASH_BASE_URL: url, ENKASH_ACCESS_KEY: accessKey, ENKASH_SECRET_KEY: secretKey },
    /** A call of the sandbox's own routes. */
    async control(path, body) {
      const response = await fetch(url + path, body && { method: 'POST', body: JSON.stringify(body) });
      return response.json();
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** Starts a Redis that keeps nothing on disk and listens to a socket in a folder of its own. */
export async function startRedis() {
  const folder = await mkdtemp(join(tmpdir(), 'enkash-redis-'));
  const path = join(folder, 's');
  const options = ['--port', '0', '--unixsocket', path, '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  const spawned = once(child, 'spawn');
  const exit = once(child, 'exit');
  try {
    await spawned;
  } catch {
    throw new Error('redis-server is missing: install it (on Debian: apt-get install redis-server)');
  }
  return {
    path,
    async stop() {
      child.kill();
      await exit;
      await rm(folder, { recursive: true });
    },
  };
}
