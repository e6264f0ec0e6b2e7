// Plays the vectors that every language shares; see tests/README.md.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import * as enkash from 'enkash';
import { Checkout, Client, Secret, webhooks } from 'enkash';
import { mapFields } from './helpers/declarations.mjs';

const RUN = 'node';
const ACCESS_KEY = 'AKTEST0001';
const SECRET_KEY = 'SKTEST0001';

/** The modules of functions among all that the package exports. */
const modules = new Map(Object.entries(enkash));

const camel = (name) => name.replace(/_([a-z\d])/g, (_, letter) => letter.toUpperCase());

/** Maps hold keys of the other side, which are not names of the SDK. */
const isMap = new Set(mapFields());

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
    entries.map(([key, inner]) => [isFree ? key : camel(key), spell(inner, isMap.has(camel(key)))]),
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
  } else if (actual instanceof Uint8Array) {
    assert.equal(Buffer.from(actual).toString('base64'), expected, path);
  } else {
    assert.equal(actual instanceof Secret ? actual.reveal() : actual, expected, path);
  }
}

/** The event of a case with a body; a return page's is its query. */
function eventOf({ body, kind }) {
  if (kind === 'RETURN_PAGE') {
    return webhooks.parseReturn({ query: body });
  }
  return webhooks.parse(Buffer.from(body), kind && { kind });
}

async function play(replay, entry) {
  if (entry.operation === 'webhooks.parse') {
    return eventOf(entry);
  }
  const [resource, method] = entry.operation.split('.').map(camel);
  const request = entry.body === undefined ? spell(entry.request) : eventOf(entry);
  const given = [entry.id, request].filter((argument) => argument !== undefined);
  if (!entry.client) {
    return modules.get(resource)[method](...given);
  }
  const settings = { baseUrl: `${replay}/${RUN}/${entry.name}`, ...spell(entry.config ?? {}) };
  const client =
    entry.client === 'checkout'
      ? new Checkout(settings)
      : new Client({ accessKey: ACCESS_KEY, secretKey: SECRET_KEY, ...settings });
  try {
    return await client[resource][method](...given);
  } finally {
    await client.close();
  }
}

/** Throws unless the outcome is what the vector says. */
function judge(outcome, expected) {
  if (expected.error) {
    assert.ok(outcome.error, `an error was expected, not ${inspect(outcome.value)}`);
    compareError(outcome.error, expected.error);
  } else if (outcome.error) {
    throw outcome.error;
  } else {
    compare(outcome.value, spell(expected.value), 'value');
  }
}

function compareError(error, expected) {
  for (const form of [error.message, error.stack, JSON.stringify(error), inspect(error)]) {
    assert.ok(!form.includes(ACCESS_KEY) && !form.includes(SECRET_KEY), 'an error shows a key');
  }
  const { text_contains: pieces = [], ...fields } = expected;
  for (const piece of pieces.map(camel)) {
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
      let difference;
      try {
        judge(outcome, entry.expect);
      } catch (thrown) {
        difference = thrown;
      }
      const held = difference === undefined;
      const result = await (await fetch(`${replay}/_result/${RUN}/${entry.name}?held=${held}`)).json();
      if (difference) {
        throw difference;
      }
      assert.ok(result.ok, result.differences?.join('; '));
    });
  }
});
