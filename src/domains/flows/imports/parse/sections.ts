import { z } from 'zod';
import type { FlowChoice } from '../../model/index.ts';
import { isOption, sectionChoice, toInput, toOption, valueOf } from './controls.ts';
import { answer } from './questions.ts';
import { block, firstOf, html, listOf, text } from './words.ts';

/**
 * What is asked on a page. Its label and its choices are the vendor's. `answer` is what flows that ran here are written with, and makes
 * the section one question, whatever its choices are.
 */
export const section = z.object({
  prompt: html,
  sectionLabel: html,
  sectionHeader: block,
  sectionFooter: block,
  referenceName: text,
  answer,
  sectionChoices: listOf(sectionChoice),
});

/** @param page what stands on the page, for a section that says nothing itself */
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
    // Where a section has several fields, its own words are for all of them.
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
