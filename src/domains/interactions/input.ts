import { createHash, randomUUID } from 'node:crypto';
import { principalOf, type Caller } from '../../auth/index.ts';
import { forbidden, invalid } from '../../kernel/errors.ts';
import { checkJson } from '../shared/input.ts';
import type { Actor, JsonText, Viewer, WorkCode } from './model/index.ts';

export const maxTextBytes = 32_768;
const maxAttributesBytes = 16_384;
const maxKeyLength = 128;
const maxNameLength = 256;
const maxSubjectLength = 1000;
const maxSkillLength = 128;
const maxWorkCodes = 50;

/** Who acts. The scopes let in agents and customers alone. */
export function actorOf({ kind, id }: Caller): Actor {
  if (kind === 'service') throw forbidden();
  return { role: kind === 'agent' ? 'AGENT' : 'CUSTOMER', id };
}

export const viewerOf = ({ kind, id, scopes }: Caller): Viewer => ({
  kind,
  id,
  seesAll: kind !== 'customer' && scopes.has('interaction.view'),
});

/** The identity of one request: the client's key, or one of our own, which still makes our own retries safe. */
export interface RequestKey {
  readonly by: string;
  readonly key: string;
  readonly hash: string;
  readonly isRepeatable: boolean;
}

/** @param field what the client's key is called */
export function requestKey(
  caller: Caller,
  field: string,
  key: string | null | undefined,
  content: readonly unknown[],
): RequestKey {
  const by = principalOf(caller);
  if (key == null) return { by, key: randomUUID(), hash: '', isRepeatable: false };
  if (key.length === 0 || key.length > maxKeyLength)
    throw invalid(field, `must have 1 to ${maxKeyLength} characters`);
  // The database would keep another in its place, and take two such keys for one.
  if (!key.isWellFormed()) throw invalid(field, 'is not well-formed Unicode');
  return { by, key: `${field}:${key}`, hash: hashOf(content), isRepeatable: true };
}

export const hashOf = (content: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url');

/** What is wrong with a message's text, if anything is. */
export function textFault(text: string): string | undefined {
  if (text.trim() === '') return 'The text is empty.';
  const bytes = Buffer.byteLength(text);
  if (bytes > maxTextBytes) return `The text has ${bytes} bytes of UTF-8, and may have ${maxTextBytes}.`;
  return text.isWellFormed() ? undefined : 'The text is not well-formed Unicode.';
}

export const checkNickname = (field: string, nickname: string | null | undefined): string | null =>
  checkText(field, nickname, maxNameLength);
export const checkSubject = (field: string, subject: string | null | undefined): string | null =>
  checkText(field, subject, maxSubjectLength);

export function checkSkill(field: string, skill: string | null | undefined): string | null {
  if (skill === '') throw invalid(field, `must have 1 to ${maxSkillLength} characters`);
  return checkText(field, skill, maxSkillLength);
}

function checkText(field: string, text: string | null | undefined, most: number): string | null {
  if (text == null) return null;
  if (text.length > most) throw invalid(field, `has ${text.length} characters, and may have ${most}`);
  if (!text.isWellFormed()) throw invalid(field, 'is not well-formed Unicode');
  return text;
}

/** @returns the object that a client gave as attached data */
export function checkAttributes(field: string, attributes: unknown): Readonly<Record<string, unknown>> {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes))
    throw invalid(field, 'must be an object');
  checkJson(field, attributes);
  const bytes = Buffer.byteLength(JSON.stringify(attributes));
  if (bytes > maxAttributesBytes)
    throw invalid(field, `has ${bytes} bytes of JSON, and may have ${maxAttributesBytes}`);
  return attributes as Readonly<Record<string, unknown>>;
}

/** Null removes a key. @returns undefined if the result is too large */
export function mergeAttributes(
  before: JsonText | null,
  changes: Readonly<Record<string, unknown>>,
): JsonText | undefined {
  const entries = new Map(Object.entries(JSON.parse(before ?? '{}') as Record<string, unknown>));
  for (const [name, value] of Object.entries(changes))
    if (value === null) entries.delete(name);
    else entries.set(name, value);
  const merged = JSON.stringify(Object.fromEntries(entries));
  return Buffer.byteLength(merged) > maxAttributesBytes ? undefined : merged;
}

export function checkWorkCodes(field: string, codes: readonly WorkCode[]): readonly WorkCode[] {
  if (codes.length > maxWorkCodes)
    throw invalid(field, `has ${codes.length} entries, and may have ${maxWorkCodes}`);
  codes.forEach((code, index) => {
    for (const name of ['group', 'name'] as const)
      if (code[name].length === 0 || code[name].length > maxNameLength || !code[name].isWellFormed())
        throw invalid(`${field}[${index}].${name}`, `must have 1 to ${maxNameLength} characters`);
  });
  return codes.map(({ group, name }) => ({ group, name }));
}
