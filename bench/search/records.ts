import { seeded } from '../data.ts';
import { recordExtras, writtenTime } from './record-extras.ts';
import { oneOf, unevenly, vocabulary, wordBy } from './vocabulary.ts';

/** Most engagements belong to the first tenant, whose searches are measured. */
export const tenants = ['large', 'middle', 'small'] as const;
export type BenchTenant = (typeof tenants)[number];
export const tenantOf = (index: number): BenchTenant =>
  index % 10 === 8 ? 'middle' : index % 10 === 9 ? 'small' : 'large';

export const yearFrom = Date.UTC(2025, 10, 1);
export const yearMs = 365 * 86_400_000;
export const agentCount = 400;
export const skillCount = 40;
export const agentId = (agent: number): string => String(728_410_000 + agent);
export const skillId = (skill: number): string => String(728_420_000 + skill);
const account = 'nl7284100';

/** Canned sentences of agents, which many conversations contain. */
export const cannedLines = [
  'Thank you for contacting us, how can I help you today?',
  'Please give me a moment while I look into your order.',
  'I am sorry to hear that. Let me see what I can do for you.',
  'Your parcel has left our warehouse and will be with you soon.',
  'You can return the item within thirty days, free of charge.',
  'I have sent the invoice to your email address once more.',
  'Is there anything else that I can help you with?',
  'The refund will be on your account in three to five working days.',
] as const;
const greeting = 'Welcome to Northlight Outfitters! Somebody will be with you in a moment.';
const names = ['Mary', 'Jonas', 'Élodie', 'Søren', 'Ana', 'Wei', 'Priya', 'Luís', 'Zoë', 'Tom'] as const;

/** Returns the start of record `index` of `count`: records are in order of time, as in a source. */
const startOf = (index: number, count: number, random: () => number): number =>
  yearFrom + Math.floor(((index + random()) / count) * yearMs);

/** Returns a conversation in the format of LivePerson's Engagement History, with 4 to 20 lines. */
export function engagementRecord(id: number, index: number, count: number, random: () => number): object {
  const start = startOf(index, count, random);
  const agent = unevenly(agentCount, random);
  const name = oneOf(names, random);
  const visitor = unevenly(Math.max(1000, Math.floor(count / 2)), random);
  const lines = transcript(start, agent, name, random);
  const duration = lines.length * 30 + Math.floor(random() * 300);
  const end = start + duration * 1000;
  const score = Math.floor(random() * 101);
  return {
    info: {
      startTime: writtenTime(start),
      startTimeL: start,
      endTime: writtenTime(end),
      endTimeL: end,
      duration,
      visitorId: `V${(visitor * 2_654_435_761).toString(36)}q`,
      visitorName: name,
      engagementId: `${account}${4_000_000_000 + id}`,
      sharkEngagementId: `${account}_olpJsiFIwdgwOJzv${id}`,
      isInteractive: random() < 0.95,
      accountId: account,
      agentId: agentId(agent),
      agentName: `Agent ${agent}`,
      agentLoginName: `agent${agent}@northlight.example`,
      skillId: Number(skillId(unevenly(skillCount, random))),
      skillName: 'product-advice',
      channel: random() < 0.97 ? 1 : 2,
      startReason: '0',
      startReasonDesc: 'Visitor request',
      endReason: '210',
      endReasonDesc: 'Visitor closed chat',
      engagementSet: 0,
      engagementSequence: 0,
      agentGroupId: 728_430_000 + (agent % 12),
      agentGroupName: `Group ${agent % 12}`,
      mcs: score < 30 ? -1 : score < 60 ? 0 : 1,
      alertedMCS: score < 20 ? -1 : score < 60 ? 0 : 1,
      chatMCS: score,
      chatRequestedTime: writtenTime(start - 19_000),
      chatRequestedTimeL: start - 19_000,
      chatStartUrl: `https://shop.northlight.example/${oneOf(vocabulary.slice(0, 500), random)}`,
      chatStartPage: 'Northlight Outfitters',
      isPartial: false,
      ended: true,
      chatDataEnriched: true,
    },
    transcript: { lines },
    ...recordExtras(start, end, name, random),
  };
}

function transcript(start: number, agent: number, name: string, random: () => number) {
  const count = 4 + Math.floor(random() * 17);
  return Array.from({ length: count }, (_, index) => {
    const time = start + index * 30_000;
    const by = index === 0 ? 'system' : random() < 0.5 ? 'agent' : 'visitor';
    return {
      time: writtenTime(time),
      timeL: time,
      controlType: index === 0 ? 4 : 0,
      text:
        index === 0
          ? greeting
          : by === 'agent' && random() < 0.3
            ? oneOf(cannedLines, random)
            : sentence(random),
      by: by === 'system' ? 'info' : by === 'agent' ? `Agent ${agent}` : name,
      source: by,
      subType: by === 'agent' && random() < 0.02 ? 'MASKED' : 'REGULAR',
      textType: 'plain',
      cannedAnswerType: 0,
      lineSeq: String(index * 3),
      ...(by === 'agent' ? { agentId: agentId(agent) } : {}),
    };
  });
}

export function sentence(random: () => number): string {
  const words = Array.from({ length: 3 + Math.floor(random() * 14) }, () => wordBy(random));
  const said = words.join(' ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${random() < 0.3 ? '?' : '.'}`;
}

/** Returns records `from` to `to` as NDJSON by tenant. The same numbers give the same records. */
export function recordTexts(
  pass: { readonly from: number; readonly to: number },
  from: number,
  to: number,
): Map<BenchTenant, string[]> {
  const random = seeded(Math.imul(from + 1, 0x9e37_79b1));
  const texts = new Map<BenchTenant, string[]>(tenants.map((tenant) => [tenant, []]));
  for (let id = from; id < to; id++) {
    const record = engagementRecord(id, id - pass.from, pass.to - pass.from, random);
    texts.get(tenantOf(id))?.push(JSON.stringify(record));
  }
  return texts;
}
