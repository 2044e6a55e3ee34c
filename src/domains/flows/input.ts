import { invalid } from '../../kernel/errors.ts';
import { normalizePhoneNumber, type Country } from '../../kernel/phone-number.ts';
import { checkIdempotencyKey } from '../shared/idempotency.ts';
import { checkCount, checkLength, checkOptional } from '../shared/input.ts';
import { plainText } from './plain-text.ts';
import type {
  FlowChoice,
  FlowKeys,
  FlowNavigationKind,
  FlowPageContent,
  FlowPageNavigation,
  FlowStepRecord,
} from './model/index.ts';

type Maybe<Value> = Value | null | undefined;

export interface ChoiceInput {
  readonly prompt: string;
  readonly value: string;
  readonly label?: Maybe<string>;
  readonly header?: Maybe<string>;
  readonly footer?: Maybe<string>;
  readonly referenceName?: Maybe<string>;
  readonly options?: Maybe<
    readonly { readonly label: string; readonly value?: Maybe<string>; readonly selected: boolean }[]
  >;
}

interface ButtonInput {
  readonly label?: Maybe<string>;
  readonly visible?: Maybe<boolean>;
  readonly state?: Maybe<string>;
  readonly action?: Maybe<string>;
}

export interface StepInput {
  readonly stepId?: Maybe<string>;
  readonly title: string;
  readonly choices?: Maybe<readonly ChoiceInput[]>;
  readonly pageId?: Maybe<string>;
  readonly enteredAt?: Maybe<Date>;
  readonly leftAt?: Maybe<Date>;
  readonly pageNavigation?: Maybe<{
    readonly title?: Maybe<string>;
    readonly left?: Maybe<ButtonInput>;
    readonly right?: Maybe<ButtonInput>;
    readonly kind?: Maybe<FlowNavigationKind>;
    readonly reason?: Maybe<string>;
  }>;
  readonly pageContent?: Maybe<{
    readonly header?: Maybe<string>;
    readonly text?: Maybe<string>;
    readonly footer?: Maybe<string>;
  }>;
}

export type KeysInput = { readonly [Name in keyof FlowKeys]?: Maybe<string> };

/** A checked step, before the server adds its id and times. */
export type CheckedStep = Omit<FlowStepRecord, 'id' | 'enteredAt' | 'leftAt'> & {
  readonly id: string | null;
  readonly enteredAt: Date | null;
  readonly leftAt: Date | null;
};

const maxTitle = 1000;
const maxText = 8192;
const maxName = 256;
const maxPageId = 128;
const maxCustomer = 512;
const maxCount = 100;

export const checkTitle = (field: string, title: Maybe<string>) => checkOptional(field, title, maxTitle);
export const checkName = (field: string, name: string) => checkLength(field, name, 1, maxName);
export const checkGroup = (field: string, group: Maybe<string>) => checkOptional(field, group, maxName, 1);
export const checkCustomer = (field: string, id: Maybe<string>) => checkOptional(field, id, maxCustomer, 1);

/** Checks an identifier. Leading zeros are significant. */
export function checkUniqueId(field: string, id: string): string {
  if (!/^\d{1,32}$/.test(id))
    throw invalid(field, `is ${JSON.stringify(id.slice(0, 64))}, and may be 1 to 32 digits`);
  return id;
}

/** @returns the number as E.164 */
export function checkPhoneNumber(field: string, text: string, country: Country): string {
  const number = normalizePhoneNumber(text, country);
  if (number === undefined)
    throw invalid(field, `is ${JSON.stringify(text.slice(0, 64))}, which is not a phone number`);
  return number;
}

/** Returns the value of a key in the form that is stored and compared: phone numbers as E.164. */
export function checkFlowKey(field: string, name: keyof FlowKeys, value: string, country: Country): string {
  switch (name) {
    case 'callReturnNumber':
    case 'callerId':
      return checkPhoneNumber(field, value, country);
    case 'dtmf':
      if (!/^[0-9*#]{1,32}$/.test(value)) throw invalid(field, 'may be 1 to 32 of 0 to 9, * and #');
      return value;
    case 'dnid':
      if (!/^(\d{4}|\d{6})$/.test(value)) throw invalid(field, 'may be 4 or 6 digits');
      return value;
    case 'historySearchId':
      return checkLength(field, value, 1, maxName);
  }
}

export function checkFlowKeys(field: string, keys: KeysInput, country: Country): Partial<FlowKeys> {
  const checked: Partial<Record<keyof FlowKeys, string>> = {};
  for (const [name, value] of Object.entries(keys) as [keyof FlowKeys, Maybe<string>][])
    if (value != null) checked[name] = checkFlowKey(`${field}.${name}`, name, value, country);
  return checked;
}

const plain = (field: string, html: Maybe<string>): string | null => {
  const checked = checkOptional(field, html, maxText);
  if (checked === null) return null;
  const text = plainText(checked);
  return text === '' ? null : text;
};

export function checkChoices(field: string, choices: readonly ChoiceInput[], min = 0): readonly FlowChoice[] {
  checkCount(field, choices, min, maxCount);
  const checked = choices.map((choice, index): FlowChoice => {
    const at = `${field}[${index}]`;
    const options = choice.options ?? [];
    checkCount(`${at}.options`, options, 0, maxCount);
    return {
      prompt: checkLength(
        `${at}.prompt`,
        plainText(checkLength(`${at}.prompt`, choice.prompt, 1, maxText)),
        1,
        maxText,
      ),
      value: checkLength(`${at}.value`, choice.value, 0, maxText),
      label: plain(`${at}.label`, choice.label),
      header: plain(`${at}.header`, choice.header),
      footer: plain(`${at}.footer`, choice.footer),
      referenceName: checkOptional(`${at}.referenceName`, choice.referenceName, maxName),
      options: options.map(({ label, value, selected }, place) => ({
        label: checkLength(`${at}.options[${place}].label`, label, 0, maxTitle),
        value: checkOptional(`${at}.options[${place}].value`, value, maxTitle),
        selected,
      })),
    };
  });
  const prompts = new Set<string>();
  for (const [index, { prompt }] of checked.entries()) {
    if (prompts.has(prompt))
      throw invalid(`${field}[${index}].prompt`, 'repeats an earlier prompt: a prompt has one answer');
    prompts.add(prompt);
  }
  return checked;
}

export function checkStep(field: string, step: StepInput): CheckedStep {
  const { enteredAt = null, leftAt = null } = step;
  if (leftAt !== null && (enteredAt === null || leftAt < enteredAt))
    throw invalid(
      `${field}.leftAt`,
      enteredAt === null ? `requires ${field}.enteredAt` : `is before ${field}.enteredAt`,
    );
  return {
    id: step.stepId == null ? null : checkIdempotencyKey(`${field}.stepId`, step.stepId),
    title: checkLength(`${field}.title`, step.title, 0, maxTitle),
    pageId: checkOptional(`${field}.pageId`, step.pageId, maxPageId),
    enteredAt,
    leftAt,
    pageNavigation: checkNavigation(`${field}.pageNavigation`, step.pageNavigation),
    pageContent: checkContent(`${field}.pageContent`, step.pageContent),
    choices: checkChoices(`${field}.choices`, step.choices ?? []),
  };
}

function checkNavigation(field: string, given: StepInput['pageNavigation']): FlowPageNavigation | null {
  if (given == null) return null;
  if (given.kind === 'OTHER')
    throw invalid(`${field}.kind`, 'OTHER stands for values of imported sources, and cannot be set');
  const button = (name: 'left' | 'right') => {
    const { [name]: one } = given;
    if (one == null) return null;
    const at = `${field}.${name}`;
    return {
      label: checkOptional(`${at}.label`, one.label, maxName),
      visible: one.visible ?? null,
      state: checkOptional(`${at}.state`, one.state, maxName),
      action: checkOptional(`${at}.action`, one.action, maxTitle),
    };
  };
  return {
    title: checkOptional(`${field}.title`, given.title, maxTitle),
    left: button('left'),
    right: button('right'),
    kind: given.kind ?? null,
    kindRaw: null,
    reason: checkOptional(`${field}.reason`, given.reason, maxTitle),
  };
}

const checkContent = (field: string, given: StepInput['pageContent']): FlowPageContent | null =>
  given == null
    ? null
    : {
        header: plain(`${field}.header`, given.header),
        text: plain(`${field}.text`, given.text),
        footer: plain(`${field}.footer`, given.footer),
      };
