import { tokenFor, type GraphqlError, type TestServer } from '../../support/server.ts';

/** Selects all fields of a flow that need no arguments. */
export const flowSelection = `
  id interactionUniqueId phoneNumber status endReason title startedAt endedAt updatedAt lastEventId
  keys { dtmf dnid callReturnNumber callerId historySearchId }
  steps { id title pageId enteredAt leftAt duration
    pageNavigation { title left { label visible state action } right { label visible state action } kind kindRaw reason }
    pageContent { header text footer }
    choices { prompt value label header footer referenceName options { label value selected } } }
  currentStep { id }
  summary { title stepCount duration choices { prompt value options { label selected } }
    pages { id title enteredAt choices { prompt value } } }
  variableSets { name variables { name value type group secret } groups { name variables { name } } }
  photos { id contentType size sha256 width height takenAt stepId }`;

export interface Choice {
  readonly prompt: string;
  readonly value: string | null;
  readonly [field: string]: unknown;
}
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly enteredAt: string;
  readonly leftAt: string | null;
  readonly duration: number | null;
  readonly choices: readonly Choice[];
  readonly [field: string]: unknown;
}
export interface Variable {
  readonly name: string;
  readonly value: unknown;
  readonly type: string;
  readonly group: string | null;
  readonly secret: boolean;
}
export interface Flow {
  readonly id: string;
  readonly interactionUniqueId: string;
  readonly phoneNumber: string | null;
  readonly status: string;
  readonly endReason: string | null;
  readonly title: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly lastEventId: string | null;
  readonly keys: Readonly<Record<string, string | null>>;
  readonly steps: readonly Step[];
  readonly currentStep: { readonly id: string } | null;
  readonly summary: {
    readonly title: string | null;
    readonly stepCount: number;
    readonly duration: number | null;
    readonly choices: readonly Choice[];
    readonly pages: readonly {
      readonly id: string;
      readonly title: string;
      readonly choices: readonly Choice[];
    }[];
  };
  readonly variableSets: readonly {
    readonly name: string;
    readonly variables: readonly Variable[];
    readonly groups: readonly {
      readonly name: string | null;
      readonly variables: readonly { readonly name: string }[];
    }[];
  }[];
}

const signatures: Readonly<Record<string, string>> = {
  startFlow: '$input: StartFlowInput!',
  recordFlowStep: '$interactionUniqueId: ID!, $step: FlowStepInput!',
  recordFlowChoices:
    '$interactionUniqueId: ID!, $stepId: ID!, $choices: [FlowChoiceInput!]!, $idempotencyKey: ID',
  setFlowVariables:
    '$interactionUniqueId: ID!, $set: String!, $variables: JSON!, $group: String, $secret: [String!], $idempotencyKey: ID',
  setFlowKeys: '$interactionUniqueId: ID!, $keys: FlowKeysInput!',
  completeFlow: '$interactionUniqueId: ID!',
  abandonFlow: '$interactionUniqueId: ID!, $reason: FlowEndReason',
};

const operation = (name: string): string => {
  const signature = signatures[name] ?? '';
  const call = [...signature.matchAll(/\$(\w+)/g)].map(([, argument = '']) => `${argument}: $${argument}`);
  return `mutation (${signature}) { flow: ${name}(${call.join(', ')}) { ${flowSelection} } }`;
};

/** Creates a GraphQL client for the flows of one tenant. */
export function createFlowClient(server: TestServer, token: string) {
  const send = async (query: string, variables: Record<string, unknown> = {}) =>
    (await server.send(query, { variables, token })).body;
  return {
    token,
    send,
    request: <Data>(query: string, variables: Record<string, unknown> = {}) =>
      server.data<Data>(query, variables, token),
    async mutate(name: string, variables: Record<string, unknown>): Promise<Flow> {
      const { flow } = await server.data<{ flow: Flow }>(operation(name), variables, token);
      return flow;
    },
    /** Executes a mutation that must fail, and returns its error. */
    async mutationError(name: string, variables: Record<string, unknown>): Promise<GraphqlError> {
      const { errors, data } = await send(operation(name), variables);
      const [error] = errors ?? [];
      if (error === undefined) throw new Error(`The mutation succeeded: ${JSON.stringify(data)}`);
      return error;
    },
    async read(interactionUniqueId: string): Promise<Flow | null> {
      const { flow } = await server.data<{ flow: Flow | null }>(
        `query ($id: ID!) { flow: interactionFlow(id: $id) { ${flowSelection} } }`,
        { id: interactionUniqueId },
        token,
      );
      return flow;
    },
    /** Looks up the flow of a phone number. @returns its identifier, or the code of the error */
    async lookUp(phoneNumber: string): Promise<string | null> {
      const { data, errors } = await send(
        'query ($n: String!) { id: interactionUniqueId(phoneNumber: $n) }',
        {
          n: phoneNumber,
        },
      );
      return errors?.[0]?.extensions.code ?? (data?.id as string | null);
    },
  };
}
export type FlowClient = ReturnType<typeof createFlowClient>;

export const openFlowApplication = async (
  server: TestServer,
  tenant: string,
  subject = 'app',
): Promise<FlowClient> =>
  createFlowClient(server, await tokenFor('flow.manage flow.view', { tenant, subject }));
