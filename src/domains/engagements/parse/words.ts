import {
  browserTypeWords,
  channelWords,
  coBrowseEndReasonWords,
  controlTypeWords,
  deviceWords,
  endReasonWords,
  lineSourceWords,
  operatingSystemWords,
  sdeKindWords,
  startReasonWords,
  surveyScopeWords,
  surveySourceWords,
  textTypeWords,
  visibilityWords,
} from '../model.ts';
import { text } from './read.ts';

export interface Word<Value> {
  /** Undefined where the source says nothing. */
  readonly value: Value | undefined;
  /** The source's word, where the value does not tell it: it is unknown, or spelled in another way. */
  readonly raw: string | undefined;
}

const nothing = { value: undefined, raw: undefined };

/** `Pre-Chat`, `pre-chat` and `PRE_CHAT` are one word. */
const folded = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]/g, '');

/** @param others are words that mean the same as one of the table. */
function reader<Words extends Readonly<Record<string, string>>>(
  words: Words,
  others: Readonly<Record<string, keyof Words>> = {},
): (value: unknown) => Word<keyof Words | 'OTHER'> {
  const exact = new Map<string, Word<keyof Words>>();
  const loose = new Map<string, keyof Words>();
  for (const [value, word] of Object.entries(words)) {
    exact.set(word, { value, raw: undefined });
    // A code of digits has one spelling: folded, -1 would be 1.
    if (/[a-z]/i.test(word)) loose.set(folded(word), value);
  }
  for (const [word, value] of Object.entries(others)) loose.set(folded(word), value);
  return (source) => {
    const word = text(source);
    if (word === undefined || word === '') return nothing;
    return exact.get(word) ?? { value: loose.get(folded(word)) ?? 'OTHER', raw: word };
  };
}

export const channel = reader(channelWords);
export const startReason = reader(startReasonWords);
export const endReason = reader(endReasonWords);
export const lineSource = reader(lineSourceWords);
export const textType = reader(textTypeWords);
export const controlType = reader(controlTypeWords);
export const subType = reader(visibilityWords);
export const device = reader(deviceWords);
export const operatingSystem = reader(operatingSystemWords);
export const browserType = reader(browserTypeWords);
export const surveyScope = reader(surveyScopeWords);
export const surveySource = reader(surveySourceWords, { 'post-chat': 'POST_CHAT' });
export const coBrowseEndReason = reader(coBrowseEndReasonWords, { UNKNOWN: 'UNKNOWN' });
/** The source's search areas call two kinds by other names than its data does. */
export const sdeKind = reader(sdeKindWords, {
  viewedProduct: 'VIEWED_PRODUCT',
  visitorError: 'VISITOR_ERROR',
});

// The words of the messaging shape.

export const messagingSource = reader(channelWords, { SHARK: 'WEB' });
export const closeReason = reader(endReasonWords, { AGENT: 'REP_STOPPED', CONSUMER: 'VISITOR_CLOSED' });
export const party = reader(lineSourceWords, { Consumer: 'VISITOR' });
export const messageType = reader(textTypeWords, {
  TEXT_PLAIN: 'PLAIN',
  TEXT: 'PLAIN',
  TEXT_HTML: 'HTML',
  LINK: 'URL',
  HOSTED_FILE: 'URL',
  FILE: 'URL',
  IMG: 'URL',
});
export const audience = reader(visibilityWords, { ALL: 'EVERYONE', AGENTS_AND_MANAGERS: 'AGENTS' });
