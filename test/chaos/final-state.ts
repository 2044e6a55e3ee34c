import type { Caller } from './caller.ts';
import { eventFields, finalOf, type EventResult } from './events.ts';
import type { Line } from './history.ts';
import type { Recorder } from './recorder.ts';
import type { Conversation } from './tenant-load.ts';

interface Answer {
  readonly interaction: {
    readonly status: string;
    readonly owner: { readonly username: string } | null;
    readonly participants: readonly {
      readonly participantId: string;
      readonly leftAt: string | null;
      readonly agent: { readonly username: string } | null;
    }[];
  };
}

const interactionQuery = `query ($id: ID!) {
  interaction(id: $id) { status owner { username } participants { participantId leftAt agent { username } } }
}`;
const pageQuery = `query ($id: ID!, $after: String) {
  interaction(id: $id) { events(after: $after, first: 100) { nodes { ${eventFields} } } }
}`;

/** Records the final interaction and its events, as staff read them. Records nothing if a request fails. */
export async function recordFinalState(
  { conv, tenant, customer }: Conversation,
  staff: Caller,
  recorder: Recorder,
): Promise<void> {
  const lines: Line[] = [];
  const { interaction } = (await staff.query(interactionQuery, { id: conv })) as unknown as Answer;
  const { name } = customer.principal;
  const people = new Map(
    interaction.participants.map(({ participantId, agent }) => [participantId, agent?.username ?? name]),
  );
  lines.push({
    t: 'state',
    conv,
    status: interaction.status,
    owner: interaction.owner?.username ?? null,
    present: interaction.participants
      .filter(({ leftAt }) => leftAt === null)
      .map(({ participantId }) => people.get(participantId) ?? ''),
  });
  let after: string | undefined;
  for (;;) {
    const variables = { id: conv, ...(after === undefined ? {} : { after }) };
    const page = (await staff.query(pageQuery, variables)) as unknown as {
      readonly interaction: { readonly events: { readonly nodes: readonly EventResult[] } };
    };
    const { nodes } = page.interaction.events;
    for (const event of nodes) {
      const subject = people.get(event.participant?.participantId ?? '') ?? null;
      lines.push(finalOf(conv, event, { tenant, subject }));
    }
    after = nodes.at(-1)?.eventId;
    if (after === undefined) break;
  }
  for (const line of lines) recorder.write(line);
}
