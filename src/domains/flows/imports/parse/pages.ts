import { z } from 'zod';
import type { FlowNavigationKind, FlowPageNavigation } from '../../model/index.ts';
import { question, toChoice } from './questions.ts';
import type { ImportedStep } from './record.ts';
import { choicesOf, section } from './sections.ts';
import { block, byShape, html, readId, readInstant, listOf, optional, readText } from './fields.ts';

const kinds: ReadonlySet<string> = new Set<FlowNavigationKind>([
  'PREVIOUS',
  'NEXT',
  'CURRENT',
  'FINISH',
  'SAVE_UNFINISHED',
  'TERMINATED_BY_USER',
  'INTERRUPTED',
]);
const isKind = (word: string): word is FlowNavigationKind => kinds.has(word);

const button = optional(
  z
    .object({
      buttonLabel: readText,
      buttonVisible: optional(z.boolean()),
      buttonState: readText,
      buttonAction: readText,
    })
    .transform((read) => ({
      label: read.buttonLabel,
      visible: read.buttonVisible,
      state: read.buttonState,
      action: read.buttonAction,
    })),
);

const pageNavigation = optional(
  z
    .object({
      navigationTitle: readText,
      navigationLeft: button,
      navigationRight: button,
      navigationType: readText,
      reason: readText,
    })
    .transform(({ navigationType: word, ...read }): FlowPageNavigation => ({
      title: read.navigationTitle,
      left: read.navigationLeft,
      right: read.navigationRight,
      ...(word === null || isKind(word) ? { kind: word, kindRaw: null } : { kind: 'OTHER', kindRaw: word }),
      reason: read.reason,
    })),
);

/** The header. It has the page's id if the page has none. */
const header = optional(
  byShape<{ readonly id: string | null; readonly innerHtml: string | null }>((value) =>
    typeof value === 'string'
      ? html.transform((innerHtml) => ({ id: null, innerHtml }))
      : z.object({ id: readId, innerHtml: html }),
  ),
);

const pageContent = optional(
  z.object({
    contentHeader: header,
    contentText: block,
    contentFooter: block,
    contentSections: listOf(section),
  }),
);

/** A page of the full flow. `stepId`, `title` and `leftAt` are fields of this server's own exports. */
export const flowPage = z
  .object({
    stepId: readText,
    id: readId,
    title: readText,
    timestamp: optional(readInstant),
    leftAt: optional(readInstant),
    pageNavigation,
    pageContent,
  })
  .transform(({ pageContent: content, pageNavigation: navigation, ...page }): ImportedStep => {
    const title = page.title ?? navigation?.title ?? '';
    const around = [content?.contentHeader?.innerHtml ?? null, title];
    return {
      id: page.stepId,
      pageId: page.id ?? content?.contentHeader?.id ?? null,
      title,
      enteredAt: page.timestamp,
      leftAt: page.leftAt,
      pageNavigation: navigation,
      // A page with only questions has no content around them.
      pageContent:
        content === null || (content.contentHeader ?? content.contentText ?? content.contentFooter) === null
          ? null
          : {
              header: content.contentHeader?.innerHtml ?? null,
              text: content.contentText,
              footer: content.contentFooter,
            },
      choices: content?.contentSections.flatMap((read) => choicesOf(read, around)) ?? [],
    };
  });

/** A page of the summary. */
export const summaryPage = z
  .object({ id: readId, title: readText, timestamp: optional(readInstant), questions: listOf(question) })
  .transform((page): ImportedStep => ({
    id: null,
    pageId: page.id,
    title: page.title ?? '',
    enteredAt: page.timestamp,
    leftAt: null,
    pageNavigation: null,
    pageContent: null,
    choices: page.questions.map((read) => toChoice(read, page.title)),
  }));
