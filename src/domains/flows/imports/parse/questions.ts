import { z } from 'zod';
import type { FlowChoice, FlowOption } from '../../model/index.ts';
import { block, byShape, firstOf, html, joined, optional, scalar, readText } from './fields.ts';

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
