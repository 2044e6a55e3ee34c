import type { Switchboard } from '../src/client/index.ts';

interface FlowData {
  readonly interaction: {
    readonly flow: {
      readonly interactionUniqueId: string;
      readonly summary: { readonly choices: readonly { readonly value: string | null }[] };
      readonly photos: readonly { readonly width: number; readonly height: number }[];
    } | null;
  } | null;
}

const query = `query ($id: ID!) {
  interaction(id: $id) {
    flow {
      interactionUniqueId
      summary { choices { value } }
      photos { width height }
    }
  }
}`;

/** Returns one line about the flow that led to an interaction; undefined if there is none or the agent may not see it. */
export async function readFlowSummary(client: Switchboard, id: string): Promise<string | undefined> {
  const { interaction } = await client.query<FlowData, { id: string }>(query, { id });
  if (interaction?.flow == null) return undefined;
  const { interactionUniqueId, summary, photos } = interaction.flow;
  return [
    `flow ${interactionUniqueId}: ${summary.choices.map(({ value }) => `"${value ?? ''}"`).join(', ')}`,
    ...photos.map(({ width, height }) => `a photo, ${width} × ${height}`),
  ].join(', ');
}
