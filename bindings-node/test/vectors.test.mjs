// Plays the vectors that every language shares; see tests/README.md.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Client, Secret, webhooks } from 'enkash';

const RUN = 'node';
const ACCESS_KEY = 'AKTEST0001';
const SECRET_KEY = 'SKTEST0001';

/** Maps of the caller's own keys, which are not names of the SDK. */
const FREE_KEYS = new Set(['custom_parameters', 'paths']);

const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** A value of a vector under this language's names. */
function spell(value, isFree = false) {
  if (Array.isArray(value)) {
    return value.map((element) => spell(element));
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, inner]) => [isFree ? key : camel(key), spell(inner, FREE_KEYS.has(key))]),
  );
}

function isEmpty(value) {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function compare(actual, expected, path) {
  if (expected === null) {
    assert.ok(actual === undefined || isEmpty(actual), `${path} must be absent and is ${inspect(actual)}`);
  } else if (Array.isArray(expected)) {
    assert.equal(actual?.length, expected.length, `${path} has another length`);
    expected.forEach((element, index) => {
      compare(actual[index], element, `${path}[${index}]`);
    });
  } else if (typeof expected === 'object') {
    for (const [key, inner] of Object.entries(expected)) {
      compare(actual?.[key], inner, `${path}.${key}`);
    }
  } else if (actual instanceof Date) {
    assert.equal(actual.getTime(), Date.parse(expected), path);
  } else {
    assert.equal(actual instanceof Secret ? actual.reveal() : actual, expected, path);
  }
}

async function play(replay, entry) {
  if (entry.operation === 'webhooks.parse') {
    return webhooks.parse(Buffer.from(entry.body));
  }
  const client = new Client({
    accessKey: ACCESS_KEY,
    secretKey: SECRET_KEY,
    baseUrl: `${replay}/${RUN}/${entry.name}`,
    ...spell(entry.config ?? {}),
  });
  const [resource, method] = entry.operation.split('.').map(camel);
  const given = [entry.id, spell(entry.request)].filter((argument) => argument !== undefined);
  try {
    return await client[resource][method](...given);
  } finally {
    await client.close();
  }
}

function compareError(error, expected) {
  for (const form of [error.message, error.stack, JSON.stringify(error), inspect(error)]) {
    assert.ok(!form.includes(ACCESS_KEY) && !form.includes(SECRET_KEY), 'an error shows a key');
  }
  const { text_contains: pieces = [], ...fields } = expected;
  for (const piece of pieces) {
    assert.ok(error.text.includes(piece), `the text lacks ${piece}: ${error.text}`);
  }
  const wanted = spell(fields);
  if (wanted.field) {
    wanted.field = camel(wanted.field);
  }
  compare(error, wanted, 'error');
}

const replay = process.env.ENKASH_REPLAY_URL;

test('the vectors', async (t) => {
  assert.ok(
    replay,
    'ENKASH_REPLAY_URL is not set: `cargo xtask test --only node` starts the replay server and sets it',
  );
  const cases = await (await fetch(`${replay}/_cases`)).json();
  assert.ok(cases.length > 0, 'the replay server has no cases');
  for (const entry of cases) {
    await t.test(entry.name, async () => {
      const outcome = await play(replay, entry).then(
        (value) => ({ value }),
        (error) => ({ error }),
      );
      if (entry.expect.error) {
        assert.ok(outcome.error, `an error was expected, not ${inspect(outcome.value)}`);
        compareError(outcome.error, entry.expect.error);
      } else if (outcome.error) {
        throw outcome.error;
      } else {
        compare(outcome.value, spell(entry.expect.value), 'value');
      }
      const result = await (await fetch(`${replay}/_result/${RUN}/${entry.name}`)).json();
      assert.ok(result.ok, result.differences?.join('; '));
    });
  }
});
