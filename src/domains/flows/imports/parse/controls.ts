import { z } from 'zod';
import type { FlowOption } from '../../model/index.ts';
import { byShape, firstOf, html, readId, joined, listOf, optional, scalar, readText } from './fields.ts';

const button = optional(z.object({ buttonLabel: readText }));

const list = z.object({
  buttonLabel: readText,
  selectFromListOptions: listOf(z.object({ id: readId, buttonLabel: readText })),
});

/** An image: a path, or an object with the path. */
const imageObject = z
  .object({ img_path: readText, imagePath: readText, path: readText })
  .transform((read) => read.img_path ?? read.imagePath ?? read.path);
const image = byShape<string | null>((value) => (typeof value === 'string' ? z.string() : imageObject));
const imageList = z
  .record(z.string(), z.unknown())
  .transform((read) => Object.values(read).filter(Array.isArray).flat() as unknown[])
  .pipe(z.array(image));

const oneValue = optional(scalar).transform((value) => (value === null ? [] : [value]));

/** A choice. The control that is present determines its type; without one it is only displayed. */
const controls = z.object({
  id: readId,
  choiceLabel: html,
  /** The typed text or the chosen options. */
  choiceValue: byShape((value) => (Array.isArray(value) ? z.array(scalar) : oneValue)).transform((values) =>
    values.filter((value) => value !== ''),
  ),
  clickToContinue: button,
  choiceOption: button,
  choiceSwitch: button,
  textInput: button,
  selectFromList: optional(list),
  uploadImageList: optional(imageList),
});
type Controls = z.output<typeof controls>;

/** A choice with images by path only: embedded images are rejected. */
export const sectionChoice = controls.check(({ value, issues }) => {
  const { uploadImageList: images, choiceValue } = value;
  if (images === null) return;
  for (const [name, paths] of Object.entries({ uploadImageList: images, choiceValue }))
    if (paths.some((path) => path !== null && /^data:/i.test(path)))
      issues.push({
        code: 'custom',
        path: [name],
        message: 'has an image, not the path of one',
        input: value,
      });
});

export const isOption = ({ clickToContinue, choiceOption }: Controls): boolean =>
  clickToContinue !== null || choiceOption !== null;

/** Converts an option. The value of a chosen option is 1, true, or the option's id. */
export const toOption = ({ id: own, choiceLabel, choiceValue, ...control }: Controls): FlowOption => ({
  label: firstOf([choiceLabel, (control.clickToContinue ?? control.choiceOption)?.buttonLabel, own]),
  value: own,
  selected: choiceValue.some((value) => value === '1' || value === 'true' || value === own),
});

export const valueOf = (options: readonly FlowOption[]): string | null =>
  joined(options.filter(({ selected }) => selected).map(({ label }) => label));

export interface Input {
  readonly label: string | null;
  /** The label of the control itself. */
  readonly hint: string | null;
  readonly value: string | null;
  readonly options: readonly FlowOption[];
}

/** @returns undefined for a choice that is only displayed */
export function toInput(choice: Controls): Input | undefined {
  const { choiceLabel: label, choiceValue: values, selectFromList, uploadImageList: images } = choice;
  if (selectFromList !== null) {
    const options = selectFromList.selectFromListOptions.map(({ id: own, buttonLabel }) => ({
      label: firstOf([buttonLabel, own]),
      value: own,
      selected: values.some((value) => value === own || value === buttonLabel),
    }));
    const value = valueOf(options) ?? joined(values);
    return { label, hint: selectFromList.buttonLabel, value, options };
  }
  if (images !== null) {
    const paths = values.length > 0 ? values : images.filter((path) => path !== null);
    return { label, hint: null, value: joined(paths), options: [] };
  }
  const control = choice.textInput ?? choice.choiceSwitch;
  return control === null
    ? undefined
    : { label, hint: control.buttonLabel, value: joined(values), options: [] };
}
