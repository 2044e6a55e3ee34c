import type { Switchboard } from '../src/client/index.ts';

interface Shown {
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

/** What an agent sees of the flow that the customer came from, in a line; nothing if there was none, or none that the agent may see. */
export async function seenOfFlow(client: Switchboard, id: string): Promise<string | undefined> {
  const { interaction } = await client.query<Shown, { id: string }>(query, { id });
  if (interaction?.flow == null) return undefined;
  const { interactionUniqueId, summary, photos } = interaction.flow;
  return [
    `flow ${interactionUniqueId}: ${summary.choices.map(({ value }) => `"${value ?? ''}"`).join(', ')}`,
    ...photos.map(({ width, height }) => `a photo, ${width} × ${height}`),
  ].join(', ');
}
