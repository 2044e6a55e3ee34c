import { createHash } from 'node:crypto';
import { invalid } from '../../kernel/errors.ts';
import { normalizePhoneNumber, type Country } from '../../kernel/phone-number.ts';
import { plainText } from './plain-text.ts';
import type {
  FlowChoice,
  FlowKeys,
  FlowNavigationKind,
  FlowPageContent,
  FlowPageNavigation,
  FlowStep,
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
  readonly id?: Maybe<string>;
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

/** A step as it is asked for: what the server adds is left open. */
export type GivenStep = Omit<FlowStep, 'id' | 'enteredAt' | 'leftAt'> & {
  readonly id: string | null;
  readonly enteredAt: Date | null;
  readonly leftAt: Date | null;
};

const maxTitle = 1000;
const maxText = 8192;
const maxName = 256;
const maxKey = 128;
const maxCustomer = 512;
const maxMany = 100;

function checkLength(field: string, text: string, least: number, most: number): string {
  if (text.length < least || text.length > most)
    throw invalid(
      field,
      `has ${text.length} characters, and may have ${least === 0 ? `up to ${most}` : `${least} to ${most}`}`,
    );
  if (!text.isWellFormed()) throw invalid(field, 'is not well-formed Unicode');
  return text;
}

const optional = (field: string, text: Maybe<string>, most: number, least = 0): string | null =>
  text == null ? null : checkLength(field, text, least, most);

function checkMany(field: string, { length }: { readonly length: number }, least = 0): void {
  if (length < least || length > maxMany)
    throw invalid(field, `has ${length} entries, and may have ${least} to ${maxMany}`);
}

export const checkTitle = (field: string, title: Maybe<string>) => optional(field, title, maxTitle);
export const checkName = (field: string, name: string) => checkLength(field, name, 1, maxName);
export const checkGroup = (field: string, group: Maybe<string>) => optional(field, group, maxName, 1);
export const checkCustomer = (field: string, id: Maybe<string>) => optional(field, id, maxCustomer, 1);
export const checkKey = (field: string, key: string) => checkLength(field, key, 1, maxKey);

/** @returns the identifier, as it is written: leading zeros belong to it */
export function checkUniqueId(field: string, id: string): string {
  if (!/^\d{1,32}$/.test(id))
    throw invalid(field, `is ${JSON.stringify(id.slice(0, 64))}, and may be 1 to 32 digits`);
  return id;
}

/** @returns as E.164 */
export function checkPhoneNumber(field: string, text: string, country: Country): string {
  const number = normalizePhoneNumber(text, country);
  if (number === undefined)
    throw invalid(field, `is ${JSON.stringify(text.slice(0, 64))}, which is no phone number`);
  return number;
}

/** How the value of a key is compared: numbers as E.164. */
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
  const checked = optional(field, html, maxText);
  if (checked === null) return null;
  const text = plainText(checked);
  return text === '' ? null : text;
};

export function checkChoices(
  field: string,
  choices: readonly ChoiceInput[],
  least = 0,
): readonly FlowChoice[] {
  checkMany(field, choices, least);
  const checked = choices.map((choice, index): FlowChoice => {
    const at = `${field}[${index}]`;
    const options = choice.options ?? [];
    checkMany(`${at}.options`, options);
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
      referenceName: optional(`${at}.referenceName`, choice.referenceName, maxName),
      options: options.map(({ label, value, selected }, place) => ({
        label: checkLength(`${at}.options[${place}].label`, label, 0, maxTitle),
        value: optional(`${at}.options[${place}].value`, value, maxTitle),
        selected,
      })),
    };
  });
  const prompts = new Set<string>();
  for (const [index, { prompt }] of checked.entries()) {
    if (prompts.has(prompt))
      throw invalid(`${field}[${index}].prompt`, 'is there already: a prompt has one answer');
    prompts.add(prompt);
  }
  return checked;
}

export function checkStep(field: string, step: StepInput): GivenStep {
  const { enteredAt = null, leftAt = null } = step;
  if (leftAt !== null && (enteredAt === null || leftAt < enteredAt))
    throw invalid(
      `${field}.leftAt`,
      enteredAt === null ? `goes with ${field}.enteredAt` : `is before ${field}.enteredAt`,
    );
  return {
    id: step.id == null ? null : checkKey(`${field}.id`, step.id),
    title: checkLength(`${field}.title`, step.title, 0, maxTitle),
    pageId: optional(`${field}.pageId`, step.pageId, maxKey),
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
    throw invalid(`${field}.kind`, 'OTHER stands for what a source says, and cannot be given');
  const button = (name: 'left' | 'right') => {
    const { [name]: one } = given;
    if (one == null) return null;
    const at = `${field}.${name}`;
    return {
      label: optional(`${at}.label`, one.label, maxName),
      visible: one.visible ?? null,
      state: optional(`${at}.state`, one.state, maxName),
      action: optional(`${at}.action`, one.action, maxTitle),
    };
  };
  return {
    title: optional(`${field}.title`, given.title, maxTitle),
    left: button('left'),
    right: button('right'),
    kind: given.kind ?? null,
    kindRaw: null,
    reason: optional(`${field}.reason`, given.reason, maxTitle),
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

export const hashOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url');
