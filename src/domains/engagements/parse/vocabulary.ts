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
import { text } from './readers.ts';

export interface Word<Value> {
  /** Undefined if the source has no value. */
  readonly value: Value | undefined;
  /** The source's text, if the value does not determine it: it is unknown or has another spelling. */
  readonly raw: string | undefined;
}

const nothing = { value: undefined, raw: undefined };

/** `Pre-Chat`, `pre-chat` and `PRE_CHAT` are equal. */
const folded = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]/g, '');

/** @param others synonyms of values in the table */
function reader<Words extends Readonly<Record<string, string>>>(
  words: Words,
  others: Readonly<Record<string, keyof Words>> = {},
): (value: unknown) => Word<keyof Words | 'OTHER'> {
  const exact = new Map<string, Word<keyof Words>>();
  const loose = new Map<string, keyof Words>();
  for (const [value, word] of Object.entries(words)) {
    exact.set(word, { value, raw: undefined });
    // Numeric codes are compared exactly: folding would turn -1 into 1.
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
/** The source's search areas have other names for two kinds than its data. */
export const sdeKind = reader(sdeKindWords, {
  viewedProduct: 'VIEWED_PRODUCT',
  visitorError: 'VISITOR_ERROR',
});

// Values of the messaging shape.

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
