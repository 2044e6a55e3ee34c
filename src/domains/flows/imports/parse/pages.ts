import { z } from 'zod';
import type { FlowNavigationKind, FlowPageNavigation, FlowChoice, FlowOption } from '../../model/index.ts';
import type { ImportedStep } from './record.ts';
import {
  block,
  byShape,
  html,
  readId,
  readInstant,
  listOf,
  optional,
  readText,
  firstOf,
  joined,
  scalar,
} from './fields.ts';
import { isOption, sectionChoice, toInput, toOption, valueOf } from './controls.ts';

interface Answer {
  readonly value: string | null;
  readonly options: readonly FlowOption[];
}

type Chosen = Omit<FlowOption, 'selected'>;
const chosenValue = scalar.transform((value): Chosen => ({ label: value, value }));
const chosenOption = z
  .object({ label: readText, value: optional(scalar) })
  .transform(({ label, value }): Chosen => ({ label: label ?? value ?? '', value }));
const chosen = byShape((value) => (typeof value === 'object' && value !== null ? chosenOption : chosenValue));

const oneAnswer = optional(scalar).transform((value): Answer => ({ value, options: [] }));
const severalAnswers = z.array(chosen).transform((all): Answer => ({
  value: joined(all.map(({ label }) => label)),
  options: all.map((option) => ({ ...option, selected: true })),
}));

/** An answer: one value, or a list of chosen options. */
export const answer = byShape((value) => (Array.isArray(value) ? severalAnswers : oneAnswer)).optional();

/** A question of the summary. It lists only the chosen options. */
export const question = z.object({
  label: html,
  header: block,
  footer: block,
  referenceName: readText,
  answer,
});

export const toChoice = (read: z.output<typeof question>, page: string | null): FlowChoice => ({
  prompt: firstOf([read.label, read.header, read.referenceName, page]),
  value: read.answer?.value ?? null,
  label: read.label,
  header: read.header,
  footer: read.footer,
  referenceName: read.referenceName,
  options: read.answer?.options ?? [],
});

/** A section of a page. `answer` is a field of this server's own exports: a section with it is a single question. */
export const section = z.object({
  prompt: html,
  sectionLabel: html,
  sectionHeader: block,
  sectionFooter: block,
  referenceName: readText,
  answer,
  sectionChoices: listOf(sectionChoice),
});

/** @param page texts of the page, for a section without texts */
export function choicesOf(
  read: z.output<typeof section>,
  page: readonly (string | null)[],
): readonly FlowChoice[] {
  const { sectionLabel: label, sectionHeader: header, sectionFooter: footer, referenceName } = read;
  const common = { label, header, footer, referenceName };
  const own = [read.prompt, label, header];
  const options = read.sectionChoices.filter(isOption).map(toOption);
  const { answer: given } = read;
  if (given !== undefined)
    return [
      {
        ...common,
        prompt: firstOf([...own, referenceName, ...page]),
        value: given.value,
        options: options.length > 0 ? options : given.options,
      },
    ];
  const inputs = read.sectionChoices
    .filter((choice) => !isOption(choice))
    .flatMap((choice) => toInput(choice) ?? []);
  const asked = options.length === 0 ? [] : [{ label: null, hint: null, value: valueOf(options), options }];
  return [...asked, ...inputs].map((input) => ({
    ...common,
    // The texts of a section with several fields apply to all of them.
    prompt: firstOf(
      inputs.length > 1
        ? [input.label, input.hint, ...own, ...page]
        : [...own, input.label, ...page, input.hint],
    ),
    label: input.label ?? label,
    value: input.value,
    options: input.options,
  }));
}

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
