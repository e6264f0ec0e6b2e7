// A fault of the SDK is an error of its own kind: it neither ends the process nor shows what it met.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runNode } from './helpers/programs.mjs';

// Only the SDK's own modules reach `provokeFault`: the package exports neither them nor it.
const program = `
  const { native } = require('./dist/addon.js');
  const { toError, InternalError } = require('./dist/errors.js');
  process.on('unhandledRejection', () => process.exit(9));
  async function main() {
    for (const [ticket, place] of ['entry', 'call', 'answer'].entries()) {
      try {
        await native.provokeFault(place, 1_000_000 + ticket);
      } catch (thrown) {
        const error = toError(thrown, main);
        console.log(place, error instanceof InternalError, error.advice, JSON.stringify(error).includes('4111'));
      }
    }
  }
  main();`;

test('a panic becomes an InternalError, wherever it happens', async () => {
  const ended = await runNode(['--eval', program]);
  const expected = ['entry', 'call', 'answer'].map((place) => `${place} true look up first false\n`).join('');
  assert.deepEqual([ended.code, ended.signal, ended.stdout], [0, null, expected], ended.stderr);
  assert.match(ended.stderr, /a fault of the SDK at/);
  assert.ok(!ended.stderr.includes('4111'), 'the message of a panic may hold anything');
});
