// What the generated declarations say, for tests that go over everything the tables hold.

import { readFileSync } from 'node:fs';
import { packageFolder } from './programs.mjs';

const text = readFileSync(`${packageFolder}/ts/generated.ts`, 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');

/** Interfaces with their members as they are written, such as `readonly amount?: Amount`. */
const interfaces = new Map(
  Array.from(text.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n?\}/g), ([, name, body]) => [
    name,
    body
      .split('\n')
      .map((line) => line.trim().replace(/;$/, ''))
      .filter(Boolean),
  ]),
);

/** The words of an enum, by its name. */
const words = new Map(
  Array.from(text.matchAll(/export type (\w+) = (?:Open<)?('.*')>?;/g), ([, name, list]) => [
    name,
    list.split(' | ').map((word) => word.slice(1, -1)),
  ]),
);

/** The fields of a record: `{ name, isOptional, type }`. */
export function fieldsOf(record) {
  return (interfaces.get(record) ?? []).map((line) => {
    const [, name, optional, type] = /^readonly (\w+)(\??): (.*?)(?: \| null \| undefined)?$/.exec(line);
    return { name, isOptional: optional === '?', type };
  });
}

/** The names of all fields that hold text under free keys. */
export function mapFields() {
  const lines = [...interfaces.values()].flat();
  return lines.flatMap((line) => /^readonly (\w+)\??: Readonly<Record<string, string>>/.exec(line)?.[1] ?? []);
}

/** The methods of a client: `{ resource, method, id, request, answer }`, the latter two names of records. */
export function methodsOf(client) {
  const prefix = client === 'Client' ? '' : client;
  return fieldsOf(`${prefix}Resources`).flatMap(({ name: resource, type }) =>
    interfaces.get(type).map((line) => {
      const [, method, parameters, answer] = /^(\w+)\((.*)\): \w+<(\w+)>$/.exec(line);
      const request = /request\??: (\w+)/.exec(parameters)?.[1];
      return { resource, method, id: /^(?!request|options)\w+: string/.test(parameters), request, answer };
    }),
  );
}

/** The functions that need no client: `{ module, name, request, answer }`. */
export function functionsOf() {
  return [...interfaces.keys()]
    .filter((name) => name.endsWith('Functions'))
    .flatMap((name) =>
      interfaces.get(name).map((line) => {
        const [, method, request, answer] = /^(\w+)\(request\??: (\w+)\): (\w+)$/.exec(line);
        const module = name.charAt(0).toLowerCase() + name.slice(1, -'Functions'.length);
        return { module, name: method, request, answer };
      }),
    );
}

/** The names of a client's methods. */
export function operationsOf(client) {
  return methodsOf(client).map(({ resource, method }) => `${resource}.${method}`);
}

/** A value of each field's type; texts and secrets are what `text` makes of their names. */
export function sampleOf(record, text) {
  return Object.fromEntries(
    fieldsOf(record)
      .filter(({ name }) => name !== 'extra')
      .map(({ name, type }) => [name, sampleValue(type, name, text)]),
  );
}

function sampleValue(type, name, text) {
  const [, element] = /^readonly (.*)\[\]$/.exec(type) ?? [];
  if (element) {
    return [sampleValue(element, name, text)];
  }
  if (type === 'SecretInput' || type === 'Secret') {
    return text(name, true);
  }
  const plain = {
    boolean: true,
    number: 1,
    Amount: '1.00',
    AmountInput: '1.00',
    Date: new Date(0),
    TimeInput: new Date(0),
    Uint8Array: new Uint8Array([1]),
    'Readonly<Record<string, string>>': {},
  };
  if (type in plain) {
    return plain[type];
  }
  if (words.has(type)) {
    return words.get(type)[0];
  }
  return interfaces.has(type) ? sampleOf(type, text) : text(name, false);
}

/** Whether a record holds a secret, itself or in a record inside. */
export function holdsSecret(record) {
  return fieldsOf(record).some(({ type }) => {
    const inner = type.replace(/^readonly (.*)\[\]$/, '$1');
    return /^Secret(Input)?$/.test(inner) || (inner !== record && interfaces.has(inner) && holdsSecret(inner));
  });
}
