import { parseJson } from '../../../kernel/json.ts';
import type { EngagementRecord, EngagementSurveyAnswer, SdeAttribute, SdeEvent } from '../model.ts';
import type { KeywordArea } from './areas.ts';
import { withoutMarkup } from './html.ts';

/** A searchable text of an engagement. */
export interface SearchText {
  readonly area: KeywordArea;
  /** Path of the text, such as `lines[3].text`. */
  readonly field: string;
  /** The original text. */
  readonly text: string;
  /** The text without HTML markup, with equal positions. */
  readonly plainText: string;
  readonly line?: { readonly index: number; readonly lineSeq: string | undefined };
  /** Whether not every caller may see the text: see areas.ts. */
  readonly isRestricted: boolean;
}

/** The parts of an engagement that contain texts. */
export type TextSource = Pick<EngagementRecord, 'info' | 'lines' | 'surveys' | 'visitorInfo' | 'sdes'>;

export function* textsOf(record: TextSource): Generator<SearchText> {
  yield* lineTexts(record);
  for (const part of ['preChat', 'postChat', 'operator'] as const)
    for (const [index, answer] of record.surveys[part].entries())
      yield* surveyTexts(answer, `surveys.${part}[${index}]`, part === 'operator');
  for (const [name, text] of Object.entries(record.visitorInfo ?? {}))
    if (typeof text === 'string')
      yield { ...plain('VISITOR_INFO', `visitorInfo.${name}`, text), isRestricted: name === 'ipAddress' };
  for (const [index, event] of record.sdes.entries()) yield* eventTexts(event, `sdes[${index}].attribute`);
  const { alertedMcs, chatMcs } = record.info;
  if (alertedMcs !== undefined) yield plain('MCS', 'info.alertedMcs', alertedMcs.toLowerCase());
  if (chatMcs !== undefined) yield plain('MCS', 'info.chatMcs', String(chatMcs));
}

function* lineTexts({ lines }: TextSource): Generator<SearchText> {
  for (const [index, { text, json, quickReplies, textType, lineSeq, visibility }] of lines.entries()) {
    const line = { index, lineSeq };
    const isRestricted = visibility === 'AGENTS';
    const found = (field: string, written: string, plainText = written): SearchText => ({
      area: 'CHAT_LINE',
      field: `lines[${index}].${field}`,
      text: written,
      plainText,
      line,
      isRestricted,
    });
    if (text !== undefined) yield found('text', text, textType === 'HTML' ? withoutMarkup(text) : text);
    for (const [name, content] of Object.entries({ json, quickReplies }))
      if (content !== undefined)
        for (const [path, part] of visibleTexts(parseJson(content))) yield found(`${name}${path}`, part);
  }
}

/** Keys of rich content that people see, in contrast to addresses and ids. */
const visibleKeys = new Set(['text', 'title', 'tooltip', 'caption', 'alt']);

function* visibleTexts(value: unknown): Generator<[path: string, text: string]> {
  // An explicit stack: rich content may nest deeper than the call stack.
  const open: [path: string, value: unknown][] = [['', value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, part] = next;
    if (typeof part !== 'object' || part === null) continue;
    const isList = Array.isArray(part);
    const inner = Object.entries(part as Readonly<Record<string, unknown>>);
    if (!isList)
      for (const [name, item] of inner)
        if (visibleKeys.has(name) && typeof item === 'string') yield [`${path}.${name}`, item];
    // Not one call with all items: there may be more than a call can take.
    for (const [name, item] of inner.reverse())
      if (typeof item === 'object') open.push([isList ? `${path}[${name}]` : `${path}.${name}`, item]);
  }
}

function* surveyTexts(
  { displayName, value, values }: EngagementSurveyAnswer,
  field: string,
  isRestricted: boolean,
): Generator<SearchText> {
  if (displayName !== undefined)
    yield { ...plain('SURVEY_QUESTION', `${field}.displayName`, displayName), isRestricted };
  if (value !== undefined) yield { ...plain('SURVEY_ANSWER', `${field}.value`, value), isRestricted };
  for (const [index, one] of values.entries())
    if (one !== value) yield { ...plain('SURVEY_ANSWER', `${field}.values[${index}]`, one), isRestricted };
}

const areaOfKind = {
  CART_STATUS: 'CART_STATUS',
  CUSTOMER_INFO: 'CUSTOMER_INFO',
  LEAD: 'LEAD',
  MARKETING_CAMPAIGN_INFO: 'MARKETING_CAMPAIGN_INFO',
  PERSONAL_INFO: 'PERSONAL_INFO',
  PURCHASE: 'PURCHASE',
  SERVICE_ACTIVITY: 'SERVICE_ACTIVITY',
  VIEWED_PRODUCT: 'VIEWED_PRODUCT',
  VISITOR_ERROR: 'VISITOR_ERROR',
  OTHER: undefined,
} as const satisfies Readonly<Record<SdeAttribute['kind'], KeywordArea | undefined>>;

function* eventTexts({ attribute }: SdeEvent, field: string): Generator<SearchText> {
  if (attribute === undefined) return;
  const area = areaOfKind[attribute.kind];
  if (area === undefined) return;
  for (const [name, value] of Object.entries(attribute))
    if (name !== 'kind') yield* valuesOf(area, `${field}.${name}`, value);
}

function* valuesOf(area: KeywordArea, field: string, value: unknown): Generator<SearchText> {
  if (typeof value === 'string') yield plain(area, field, value);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* valuesOf(area, `${field}[${index}]`, item);
  else if (typeof value === 'object' && value !== null && !(value instanceof Date))
    for (const [name, item] of Object.entries(value)) yield* valuesOf(area, `${field}.${name}`, item);
}

const plain = (area: KeywordArea, field: string, text: string): SearchText => ({
  area,
  field,
  text,
  plainText: text,
  isRestricted: false,
});
