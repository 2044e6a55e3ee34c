import type { EngagementRecord } from '../model.ts';
import { letterOf } from './areas.ts';
import { createPieces } from './pieces.ts';
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
  /** Each text as its words, in order, with its area's letter in front: `c i love your service `; long ones in pieces. Phrases are looked for in them. */
  readonly texts: readonly string[];
}

export const searchVersion = 2;

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
  /** In lines for AGENTS: not everybody may find out that it is there. */
  guardedRichContent: '=R',
} as const;

/**
 * A record may be as large as MongoDB takes: what is kept beside it for search must not be what makes it too large, and not take long to
 * make. The words are counted in bytes of UTF-8, each as often as it is said.
 */
const maxTerms = 20_000;
const maxBytes = 1_000_000;
const textBytes = 16;

/** Before all times that a record may name. */
const noTime = new Date(-1);

export function searchableOf(record: EngagementRecord): Searchable {
  const { info, agentUsername, endTime } = record;
  return {
    version: searchVersion,
    end: endTime ?? noTime,
    visitor: info.visitorId ?? '',
    agent: info.agentId ?? agentUsername ?? '',
    skill: info.skillId ?? '',
    ...termsAndTexts(record),
  };
}

function termsAndTexts(record: EngagementRecord): Pick<Searchable, 'terms' | 'texts'> {
  try {
    return wordsIn(record);
  } catch {
    // One record whose words cannot be read must not keep those that are stored with it from being stored: only its words are not found.
    return { terms: [...marksOf(record)], texts: [] };
  }
}

function wordsIn(record: EngagementRecord): Pick<Searchable, 'terms' | 'texts'> {
  const terms = new Set(marksOf(record));
  const texts: string[] = [];
  let left = maxBytes;
  for (const { area, said, guarded } of textsOf(record)) {
    const letter = letterOf(area, guarded);
    const pieces = createPieces(letter);
    // No more than could be kept is looked at.
    for (const word of wordsOf(said.slice(0, left))) {
      left -= Buffer.byteLength(word) + 1;
      if (left < 0 || (terms.size >= maxTerms && !terms.has(letter + word))) {
        left = 0;
        break;
      }
      terms.add(letter + word);
      pieces.add(word);
    }
    for (const piece of pieces.end()) texts.push(piece);
    // Each text has some bytes of its own beside its words.
    left -= textBytes;
    if (left <= 0) break;
  }
  return { terms: [...terms], texts };
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
  const rich = lines.filter(({ textType }) => textType === 'RICH_CONTENT');
  if (rich.some(({ visibility }) => visibility !== 'AGENTS')) yield marks.richContent;
  if (rich.some(({ visibility }) => visibility === 'AGENTS')) yield marks.guardedRichContent;
}
