import type { EngagementRecord } from '../model.ts';
import { letterOf } from './areas.ts';
import { textsOf } from './texts.ts';
import { wordsOf } from './tokens.ts';

/** What an engagement is found and sorted by. It follows from the record alone, and is written with it: what is erased there is gone here. */
export interface Searchable {
  /** Which rules made it: `switchboard reindex` makes those of older rules anew. */
  readonly version: number;
  /** The sort keys that the record may lack; without a value they are the smallest there is. */
  readonly end: Date;
  readonly visitor: string;
  readonly agent: string;
  readonly skill: string;
  /** The words, each with the letter of its area in front; and marks (see `marks`). One index serves them all. */
  readonly terms: readonly string[];
  /** Each text as its words, in order, with its area's letter in front: `c i love your service `. Phrases are looked for in them. */
  readonly texts: readonly string[];
}

export const searchVersion = 1;

/** What is not a word, in the terms. No word begins with `=`, and no letter of an area is one. */
export const marks = {
  skill: (id: string) => `=s:${id}`,
  agent: (idOrUsername: string) => `=a:${idOrUsername}`,
  agentGroup: (id: string) => `=g:${id}`,
  visitor: (id: string) => `=v:${id}`,
  channel: (channel: string) => `=c:${channel}`,
  alertedMcs: (group: string) => `=m:${group}`,
  coBrowse: '=b',
  interactiveCoBrowse: '=i',
  richContent: '=r',
} as const;

/** A record may be as large as MongoDB takes: what is kept beside it for search must not be what makes it too large. */
const maxTerms = 20_000;
const maxTextLength = 1_000_000;

/** Before all times that a record may name. */
const noTime = new Date(-1);

export function searchableOf(record: EngagementRecord): Searchable {
  const { info, agentUsername, endTime } = record;
  const { terms, texts } = wordsIn(record);
  return {
    version: searchVersion,
    end: endTime ?? noTime,
    visitor: info.visitorId ?? '',
    agent: info.agentId ?? agentUsername ?? '',
    skill: info.skillId ?? '',
    terms: [...marksOf(record), ...terms],
    texts,
  };
}

function wordsIn(record: EngagementRecord) {
  const terms = new Set<string>();
  const texts: string[] = [];
  let length = 0;
  for (const { area, said, guarded } of textsOf(record)) {
    if (length > maxTextLength || terms.size > maxTerms) break;
    const words = wordsOf(said);
    if (words.length === 0) continue;
    const letter = letterOf(area, guarded);
    for (const word of words) terms.add(letter + word);
    const text = `${letter} ${words.join(' ')} `;
    texts.push(text);
    length += text.length;
  }
  return { terms, texts };
}

function* marksOf({ info, agentUsername, lines, coBrowseSessions }: EngagementRecord): Generator<string> {
  const { agentId, visitorId, skillId, agentGroupId, channel, alertedMcs } = info;
  if (visitorId !== undefined) yield marks.visitor(visitorId);
  if (skillId !== undefined) yield marks.skill(skillId);
  if (agentId !== undefined) yield marks.agent(agentId);
  if (agentUsername !== undefined && agentUsername !== agentId) yield marks.agent(agentUsername);
  if (agentGroupId !== undefined) yield marks.agentGroup(agentGroupId);
  if (channel !== undefined) yield marks.channel(channel);
  if (alertedMcs !== undefined) yield marks.alertedMcs(alertedMcs);
  if (coBrowseSessions.length > 0) yield marks.coBrowse;
  if (coBrowseSessions.some(({ interactive }) => interactive === true)) yield marks.interactiveCoBrowse;
  if (lines.some(({ textType }) => textType === 'RICH_CONTENT')) yield marks.richContent;
}
