import type { EngagementRecord } from '../model.ts';
import { letterOf } from './areas.ts';
import { keysOf, numbersIn, numberTerm } from './numbers.ts';
import { textsOf } from './texts.ts';
import { wordsOf } from './tokens.ts';

/** The search terms and sort keys of an engagement. They are derived from the record and written with it, so erasure removes them too. */
export interface Searchable {
  /** Sort keys of optional values. A missing value is the smallest. */
  readonly end: Date;
  readonly visitor: string;
  readonly agent: string;
  readonly skill: string;
  /** Words with the letter of their area as prefix, and marker terms. One index serves them all. */
  readonly terms: readonly string[];
  /** Texts as sequences of words with the letter of their area, such as `c i love your service `. Long texts are split. For phrases. */
  readonly texts: readonly string[];
}

/** Terms that are not words. They begin with `=`, which neither a word nor the letter of an area does. */
export const markerTerms = {
  skill: (id: string) => `=s:${id}`,
  agent: (idOrUsername: string) => `=a:${idOrUsername}`,
  agentGroup: (id: string) => `=g:${id}`,
  visitor: (id: string) => `=v:${id}`,
  channel: (channel: string) => `=c:${channel}`,
  alertedMcs: (group: string) => `=m:${group}`,
  coBrowse: '=b',
  interactiveCoBrowse: '=i',
  richContent: '=r',
  /** Rich content in lines for AGENTS, which not every caller may find. */
  restrictedRichContent: '=R',
} as const;

/**
 * Limits of the search terms, so that a record of any size fits into a MongoDB document and is processed quickly. Bytes of UTF-8 count, with
 * repetitions.
 */
const maxTerms = 20_000;
const maxBytes = 1_000_000;
const textBytes = 16;

/** Sorts before all times. */
const noTime = new Date(-1);
/** The sort key of engagements that have not ended. The main index excludes them by it. */
export const openEnd = new Date(-2);
/** Terms of engagements that have not ended begin with `~`, so that a search of the terms index excludes them. */
export const openTerm = (term: string): string => `~${term}`;

export function searchableOf(record: EngagementRecord): Searchable {
  const { info, agentUsername, endTime } = record;
  const { terms, texts } = termsAndTexts(record);
  return {
    end: info.ended ? (endTime ?? noTime) : openEnd,
    visitor: info.visitorId ?? '',
    agent: info.agentId ?? agentUsername ?? '',
    skill: info.skillId ?? '',
    terms: info.ended ? terms : terms.map(openTerm),
    texts,
  };
}

function termsAndTexts(record: EngagementRecord): Pick<Searchable, 'terms' | 'texts'> {
  try {
    return wordsIn(record);
  } catch {
    // A failure for one record must not fail its batch. Only the words of this record are not found.
    return { terms: [...markerTermsOf(record)], texts: [] };
  }
}

function wordsIn(record: EngagementRecord): Pick<Searchable, 'terms' | 'texts'> {
  const terms = new Set(markerTermsOf(record));
  const texts: string[] = [];
  let remaining = maxBytes;
  for (const { area, plainText, isRestricted } of textsOf(record)) {
    const letter = letterOf(area, isRestricted);
    const chunks = createTextChunks(letter);
    for (const word of wordsOf(plainText.slice(0, remaining))) {
      remaining -= Buffer.byteLength(word) + 1;
      if (remaining < 0 || (terms.size >= maxTerms && !terms.has(letter + word))) {
        remaining = 0;
        break;
      }
      terms.add(letter + word);
      chunks.add(word);
    }
    for (const chunk of chunks.end()) texts.push(chunk);
    for (const key of numbersIn(plainText).flatMap(keysOf))
      if (terms.size < maxTerms) terms.add(numberTerm(letter, key));
    // Each text has an overhead beside its words.
    remaining -= textBytes;
    if (remaining <= 0) break;
  }
  return { terms: [...terms], texts };
}

function* markerTermsOf({
  info,
  agentUsername,
  lines,
  coBrowseSessions,
}: EngagementRecord): Generator<string> {
  const { agentId, visitorId, skillId, agentGroupId, channel, alertedMcs } = info;
  if (visitorId !== undefined) yield markerTerms.visitor(visitorId);
  if (skillId !== undefined) yield markerTerms.skill(skillId);
  if (agentId !== undefined) yield markerTerms.agent(agentId);
  if (agentUsername !== undefined && agentUsername !== agentId) yield markerTerms.agent(agentUsername);
  if (agentGroupId !== undefined) yield markerTerms.agentGroup(agentGroupId);
  if (channel !== undefined) yield markerTerms.channel(channel);
  if (alertedMcs !== undefined) yield markerTerms.alertedMcs(alertedMcs);
  if (coBrowseSessions.length > 0) yield markerTerms.coBrowse;
  if (coBrowseSessions.some(({ interactive }) => interactive === true)) yield markerTerms.interactiveCoBrowse;
  const rich = lines.filter(({ textType }) => textType === 'RICH_CONTENT');
  if (rich.some(({ visibility }) => visibility !== 'AGENTS')) yield markerTerms.richContent;
  if (rich.some(({ visibility }) => visibility === 'AGENTS')) yield markerTerms.restrictedRichContent;
}

/** Maximum length of a phrase's words with blanks between them. Only characters that expand to words can exceed it: see keyword.ts. */
export const maxPhraseLength = 1000;
const chunkLength = 10_000;

/**
 * Collects the words of a text as chunks such as `c i love your service `. A longer text would exceed the step limit of MongoDB's regular
 * expressions. Chunks overlap, so that one chunk contains any phrase as a whole.
 */
export function createTextChunks(letter: string) {
  const chunks: string[] = [];
  let words: string[] = [];
  let length = 0;
  let hasNewWord = false;
  const close = () => {
    if (hasNewWord) chunks.push(`${letter} ${words.join(' ')} `);
    hasNewWord = false;
  };
  return {
    add(word: string): void {
      words.push(word);
      length += word.length + 1;
      hasNewWord = true;
      if (length < chunkLength) return;
      close();
      let from = words.length;
      for (length = 0; length < maxPhraseLength && from > 0;) length += (words[--from]?.length ?? 0) + 1;
      words = words.slice(from);
    },
    end(): readonly string[] {
      close();
      return chunks;
    },
  };
}
