import { z } from 'zod';
import type { FlowChoice } from '../../model/index.ts';
import { isOption, sectionChoice, toInput, toOption, valueOf } from './controls.ts';
import { answer } from './questions.ts';
import { block, firstOf, html, listOf, readText } from './fields.ts';

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
