import { tokenFor, type GraphqlError, type TestServer } from '../../support/server.ts';

/** Selects all fields of a flow that need no arguments. */
export const flowSelection = `
  id interactionUniqueId phoneNumber flowStatus endReason title startedAt endedAt updatedAt lastEventId
  keys { dtmf dnid callReturnNumber callerId historySearchId }
  steps { stepId title pageId enteredAt leftAt duration
    pageNavigation { title left { label visible state action } right { label visible state action } kind kindRaw reason }
    pageContent { header text footer }
    choices { prompt value label header footer referenceName options { label value selected } } }
  currentStep { stepId }
  summary { title stepCount duration choices { prompt value options { label selected } }
    pages { stepId title enteredAt choices { prompt value } } }
  variableSets { name variables { name value type group secret } groups { name variables { name } } }
  photos { photoId contentType size sha256 width height takenAt stepId }`;

export interface Choice {
  readonly prompt: string;
  readonly value: string | null;
  readonly [field: string]: unknown;
}
export interface Step {
  readonly stepId: string;
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
  readonly flowStatus: string;
  readonly endReason: string | null;
  readonly title: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly lastEventId: string | null;
  readonly keys: Readonly<Record<string, string | null>>;
  readonly steps: readonly Step[];
  readonly currentStep: { readonly stepId: string } | null;
  readonly summary: {
    readonly title: string | null;
    readonly stepCount: number;
    readonly duration: number | null;
    readonly choices: readonly Choice[];
    readonly pages: readonly {
      readonly stepId: string;
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
  recordFlowStep: '$id: ID!, $step: FlowStepInput!',
  recordFlowChoices: '$id: ID!, $stepId: ID!, $choices: [FlowChoiceInput!]!, $idempotencyKey: ID',
  setFlowVariables:
    '$id: ID!, $set: String!, $variables: JSON!, $group: String, $secret: [String!], $idempotencyKey: ID',
  setFlowKeys: '$id: ID!, $keys: FlowKeysInput!',
  completeFlow: '$id: ID!',
  abandonFlow: '$id: ID!, $reason: FlowEndReason',
};

const operation = (name: string): string => {
  const signature = signatures[name] ?? '';
  const call = [...signature.matchAll(/\$(\w+)/g)].map(([, argument = '']) => `${argument}: $${argument}`);
  return `mutation (${signature}) { payload: ${name}(${call.join(', ')}) {
    status statusCode statusMessage result field interactionFlow { ${flowSelection} } } }`;
};

/** The payload of a mutation. */
interface FlowPayload {
  readonly status: string;
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly result: string;
  readonly field: readonly string[] | null;
  readonly interactionFlow: Flow | null;
}

/** Creates a GraphQL client for the flows of one tenant. */
export function createFlowClient(server: TestServer, token: string) {
  const send = async (query: string, variables: Record<string, unknown> = {}) =>
    (await server.send(query, { variables, token })).body;
  return {
    token,
    send,
    request: <Data>(query: string, variables: Record<string, unknown> = {}) =>
      server.data<Data>(query, variables, token),
    /** Executes a mutation that must succeed, and returns its flow. */
    async mutate(name: string, variables: Record<string, unknown>): Promise<Flow> {
      const { payload } = await server.data<{ payload: FlowPayload }>(operation(name), variables, token);
      const { interactionFlow, ...outcome } = payload;
      if (interactionFlow === null) throw new Error(`The mutation was refused: ${JSON.stringify(outcome)}`);
      return interactionFlow;
    },
    /** Executes a mutation that must be refused, and returns its payload. */
    async refusal(name: string, variables: Record<string, unknown>): Promise<FlowPayload> {
      const { payload } = await server.data<{ payload: FlowPayload }>(operation(name), variables, token);
      if (payload.status === 'OK') throw new Error(`The mutation succeeded: ${JSON.stringify(payload)}`);
      return payload;
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
