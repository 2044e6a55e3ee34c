import type { Caller } from '../../auth/index.ts';
import { invalid, scopesMissing } from '../../kernel/errors.ts';
import { isJsonObject, parseJson } from '../../kernel/json.ts';
import { checkCount, checkJson, checkLength, checkOptional } from '../shared/input.ts';
import type { Actor, Viewer, WorkCode } from './model/index.ts';

export const maxTextBytes = 32_768;
const maxAttributesBytes = 16_384;
const maxNameLength = 256;
const maxSubjectLength = 1000;
const maxSkillLength = 128;
const maxWorkCodes = 50;

/** @throws FORBIDDEN for services, which no operation's scopes admit */
export function actorOf({ kind, id, scopes }: Caller): Actor {
  if (kind === 'service')
    throw scopesMissing(scopes, [['chat.agent'], ['interaction.agent'], ['chat.customer']]);
  return { role: kind === 'agent' ? 'AGENT' : 'CUSTOMER', id };
}

export const viewerOf = ({ kind, id, scopes }: Caller): Viewer => ({
  kind,
  id,
  seesAll: kind !== 'customer' && scopes.has('interaction.view'),
});

/** Returns the reason why a message's text is refused, if it is. */
export function textFault(text: string): string | undefined {
  if (text.trim() === '') return 'The text is empty.';
  const bytes = Buffer.byteLength(text);
  if (bytes > maxTextBytes) return `The text has ${bytes} bytes of UTF-8, and may have ${maxTextBytes}.`;
  return text.isWellFormed() ? undefined : 'The text is not well-formed Unicode.';
}

export const checkNickname = (field: string, nickname: string | null | undefined): string | null =>
  checkOptional(field, nickname, maxNameLength);

export const checkSubject = (field: string, subject: string | null | undefined): string | null =>
  checkOptional(field, subject, maxSubjectLength);

export const checkSkill = (field: string, skill: string | null | undefined): string | null =>
  checkOptional(field, skill, maxSkillLength, 1);

/** Returns the JSON object that a client sent as attached data. */
export function checkAttributes(field: string, attributes: unknown): Readonly<Record<string, unknown>> {
  if (!isJsonObject(attributes)) throw invalid(field, 'must be an object');
  checkJson(field, attributes);
  const bytes = Buffer.byteLength(JSON.stringify(attributes));
  if (bytes > maxAttributesBytes)
    throw invalid(field, `has ${bytes} bytes of JSON, and may have ${maxAttributesBytes}`);
  return attributes;
}

/**
 * Merges changes into attached data; null removes a key.
 * @returns undefined if the result is too large
 */
export function mergeAttributes(
  before: string | null,
  changes: Readonly<Record<string, unknown>>,
): string | undefined {
  const entries = new Map(Object.entries(parseJson(before ?? '{}') as Record<string, unknown>));
  for (const [name, value] of Object.entries(changes))
    if (value === null) entries.delete(name);
    else entries.set(name, value);
  const merged = JSON.stringify(Object.fromEntries(entries));
  return Buffer.byteLength(merged) > maxAttributesBytes ? undefined : merged;
}

export function checkWorkCodes(field: string, codes: readonly WorkCode[]): readonly WorkCode[] {
  checkCount(field, codes, 0, maxWorkCodes);
  return codes.map(({ group, name }, index) => ({
    group: checkLength(`${field}[${index}].group`, group, 1, maxNameLength),
    name: checkLength(`${field}[${index}].name`, name, 1, maxNameLength),
  }));
}
