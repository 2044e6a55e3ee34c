import type { Importer } from '../src/intake/index.ts';

const words =
  'order parcel tent stove the a to we you please thanks refund invoice late broken size colour return today tomorrow address card'.split(
    ' ',
  );

/** Creates a pseudorandom generator from 0 to 1, the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const account = 'bench';
const firstStart = Date.UTC(2026, 0, 1);

/** Returns an engagement in LivePerson's format, with 8 to 16 lines. */
function engagement(index: number, random: () => number) {
  const start = firstStart + index * 60_000;
  const agent = Math.floor(random() * 200);
  const sentence = () =>
    Array.from(
      { length: 4 + Math.floor(random() * 12) },
      () => words[Math.floor(random() * words.length)],
    ).join(' ');
  const lines = Array.from({ length: 8 + Math.floor(random() * 9) }, (_, line) => ({
    timeL: start + line * 5000,
    text: sentence(),
    by: line % 2 === 0 ? 'You' : `agent${agent}`,
    source: line % 2 === 0 ? 'visitor' : 'agent',
    subType: 'REGULAR',
    textType: 'plain',
    controlType: 0,
    lineSeq: String(line),
    agentId: line % 2 === 0 ? 0 : agent,
  }));
  return {
    info: {
      startTimeL: start,
      endTimeL: start + 300_000,
      duration: 300,
      visitorId: `v${Math.floor(random() * 5000)}`,
      visitorName: 'You',
      engagementId: `${account}${index}`,
      accountId: account,
      isInteractive: true,
      agentId: String(agent),
      agentLoginName: `agent${agent}@example.com`,
      agentNickName: `agent${agent}`,
      skillId: Math.floor(random() * 20),
      skillName: 'sales',
      channel: 1,
      startReason: '0',
      startReasonDesc: 'Visitor request',
      endReason: '210',
      endReasonDesc: 'Visitor closed chat',
      chatMCS: Math.floor(random() * 101),
      ended: true,
    },
    transcript: { lines },
    visitorInfo: {
      country: 'Germany',
      city: 'Munich',
      device: 'DESKTOP',
      browser: 'Chrome',
      ipAddress: '192.0.2.1',
    },
  };
}

/** Imports generated engagements as the records of a file. */
export async function importEngagements(importer: Importer, tenant: string, count: number): Promise<void> {
  const random = seeded(1);
  const batch = 500;
  for (let from = 0; from < count; from += batch) {
    const records = Array.from({ length: Math.min(batch, count - from) }, (_, offset) => {
      const value = engagement(from + offset, random);
      return { index: from + offset, line: 1, column: 1, text: JSON.stringify(value), value };
    });
    await importer.importBatch(tenant, records);
  }
}
