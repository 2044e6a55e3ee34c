import type {
  FlowChoice,
  FlowPageNavigation,
  FlowState,
  FlowStepRecord,
  FlowVariable,
  FlowVariableSet,
} from '../model/index.ts';
import { asHtml } from '../plain-text.ts';

/** Writes a flow that ran here in the vendor's format, with additional fields. Importing it builds the same flow, without its photos. */
export function toJacadaRecord(flow: FlowState): string {
  const { interactionUniqueId, title, phoneNumber, status, endReason, customer, keys } = flow;
  const record = present({
    interactionUniqueId,
    title,
    phoneNumber,
    status,
    endReason,
    startedAt: flow.startedAt,
    endedAt: flow.endedAt,
    customerId: customer,
    keys: present(keys),
    fullFlow: flow.steps.map(pageOf),
  });
  // Values are JSON text, so that numbers of any size are preserved.
  const sets = flow.variableSets.map((set) => `${JSON.stringify(set.name)}:${groupsOf(set)}`);
  return sets.length === 0
    ? JSON.stringify(record)
    : `${JSON.stringify(record).slice(0, -1)},"variableSets":{${sets.join(',')}}}`;
}

const present = (object: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));

const pageOf = (step: FlowStepRecord) =>
  present({
    stepId: step.id,
    id: step.pageId,
    title: step.title,
    timestamp: step.enteredAt.getTime(),
    leftAt: step.leftAt?.getTime() ?? null,
    pageNavigation: step.pageNavigation === null ? null : navigationOf(step.pageNavigation),
    pageContent: contentOf(step),
  });

const navigationOf = ({ title, left, right, kind, kindRaw, reason }: FlowPageNavigation) =>
  present({
    navigationTitle: title,
    navigationRight: right === null ? null : buttonOf(right),
    navigationLeft: left === null ? null : buttonOf(left),
    navigationType: kindRaw ?? kind,
    reason,
  });

const buttonOf = ({ label, visible, state, action }: NonNullable<FlowPageNavigation['left']>) =>
  present({ buttonState: state, buttonVisible: visible, buttonLabel: label, buttonAction: action });

const area = (text: string | null) => (text === null ? null : { innerHtml: asHtml(text) });
const marked = (text: string | null) => (text === null ? null : asHtml(text));

function contentOf({ pageContent, choices }: FlowStepRecord) {
  if (pageContent === null && choices.length === 0) return null;
  return present({
    contentHeader: pageContent === null ? null : (area(pageContent.header) ?? {}),
    contentText: area(pageContent?.text ?? null),
    contentFooter: area(pageContent?.footer ?? null),
    contentSections: choices.map(sectionOf),
  });
}

const sectionOf = ({ prompt, value, label, header, footer, referenceName, options }: FlowChoice) => ({
  ...present({
    prompt: asHtml(prompt),
    sectionLabel: marked(label),
    sectionHeader: area(header),
    sectionFooter: area(footer),
    referenceName,
  }),
  answer: value,
  sectionChoices:
    options.length === 0
      ? [{ choiceValue: value ?? '', textInput: {} }]
      : options.map((option) => ({
          ...present({ id: option.value }),
          choiceValue: option.selected ? '1' : '0',
          choiceOption: { buttonLabel: option.label },
        })),
});

function groupsOf({ variables }: FlowVariableSet): string {
  const groups = Map.groupBy(variables, ({ group }) => group ?? '');
  return `{${[...groups].map(([name, all]) => `${JSON.stringify(name)}:${groupOf(all)}`).join(',')}}`;
}

function groupOf(variables: readonly FlowVariable[]): string {
  const data = variables.map(({ name, value }) => `${JSON.stringify(name)}:${value}`).join(',');
  const secret = variables.filter(({ secret: hidden }) => hidden).map(({ name }) => name);
  return `{"data":{${data}}${secret.length === 0 ? '' : `,"secret":${JSON.stringify(secret)}`}}`;
}
