import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../src/config/index.ts';
import { account, stackOf, type Stack, type Value } from './cloudformation.ts';

const root = join(import.meta.dirname, '../..');
const region = 'eu-central-1';
const requiredParameters = {
  ConnectInstanceRegion: region,
  Environment: 'prod',
  SwitchboardUrl: 'https://switchboard.example',
  TokenSecretArn: `arn:aws:secretsmanager:${region}:${account}:secret:switchboard-a1b2c3`,
};
const existingStreams = {
  InteractionStream: 'their-interactions',
  WorkCodeStream: 'their-work-codes',
  UserStream: 'their-users',
  ExtendedAgentStream: 'their-agents',
};
const createStack = (parameters: Readonly<Record<string, string>> = {}, at = region) =>
  stackOf(join(root, 'deploy/symbee/template.yaml'), at, { ...requiredParameters, ...parameters });

/** Feeds that the source's documentation delivers by streams. Transcripts are delivered as files. */
const feeds = ['Interaction', 'WorkCode', 'User', 'ExtendedAgent'];

interface Delivery {
  readonly KinesisStreamSourceConfiguration: { readonly KinesisStreamARN: string; readonly RoleARN: string };
  readonly HttpEndpointDestinationConfiguration: {
    readonly BufferingHints: { readonly SizeInMBs: number };
    readonly S3BackupMode: string;
    readonly S3Configuration: { readonly BucketARN: string; readonly Prefix: string };
  };
}
interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}
const resourcesOfType = ({ resources }: Stack, type: string) =>
  Object.entries(resources).filter(([, { Type }]) => Type === type);
const propertiesOf = ({ resources }: Stack, name: string): Readonly<Record<string, Value>> =>
  resources[name]?.Properties ?? {};
const deliveryOf = (stack: Stack, feed: string) =>
  propertiesOf(stack, `${feed}Delivery`) as unknown as Delivery;
const arnOf = (stream: string) => `arn:aws:kinesis:${region}:${account}:stream/${stream}`;

const schemas = JSON.parse(
  readFileSync(join(root, 'test/fixtures/schemas/cloudformation.json'), 'utf8'),
) as Record<string, object>;
const schemaErrors = (type: string, properties: object): unknown => {
  const validate = new Ajv({ allErrors: true }).compile(schemas[type] ?? { not: {} });
  return validate(properties) === true ? [] : validate.errors;
};

test.each([
  ['that creates the streams', createStack()],
  ['with existing streams', createStack({ ...existingStreams, RetentionDays: '30' })],
])(
  'EF-114 in a stack %s each resource conforms to the CloudFormation schema',
  (_, { failedAssertions, resources }) => {
    expect(failedAssertions).toEqual([]);
    for (const [name, { Type, Properties }] of Object.entries(resources))
      expect([name, schemaErrors(Type, Properties)]).toEqual([name, []]);
  },
);

test('the check finds properties and resource types that CloudFormation does not define', () => {
  expect(schemaErrors('AWS::Kinesis::Stream', { Nam: 'x' })).not.toEqual([]);
  expect(schemaErrors('AWS::Kinesis::Stram', {})).not.toEqual([]);
});

test('EF-9 EF-10 EF-114 one template creates a stream and a delivery for each feed, and the bucket for copies', () => {
  const stack = createStack();
  expect(resourcesOfType(stack, 'AWS::Kinesis::Stream').map(([, { Properties }]) => Properties.Name)).toEqual(
    feeds.map((feed) => `sc_reporting_prod_${feed}`),
  );
  expect(resourcesOfType(stack, 'AWS::KinesisFirehose::DeliveryStream')).toHaveLength(feeds.length);
  for (const feed of feeds)
    expect(deliveryOf(stack, feed)).toMatchObject({
      KinesisStreamSourceConfiguration: { KinesisStreamARN: arnOf(`${feed}Events`) },
      HttpEndpointDestinationConfiguration: {
        S3BackupMode: 'AllData',
        S3Configuration: {
          BucketARN: expect.stringMatching(/\/RetentionBucket$/) as string,
          Prefix: `${feed}/`,
        },
      },
    });
  expect(stack.outputs).toEqual({
    ...Object.fromEntries(feeds.map((feed) => [`${feed}StreamName`, `${feed}Events`])),
    RetentionBucketName: 'RetentionBucket',
    PublisherPolicyArn: 'PublisherPolicy',
  });
});

test("EF-115 the bucket name follows the source's pattern and the rules of S3, and differs from the names of the vendor's buckets", () => {
  for (const Environment of ['prod', 'd', 'delivery', `x${'-'.repeat(22)}y`]) {
    const name = propertiesOf(createStack({ Environment }), 'RetentionBucket').BucketName;
    expect(name).toMatch(/^sc-reporting-(?!delivery)[a-z0-9-]{1,49}[a-z0-9]$/);
    expect(name).not.toBe(`sc-reporting-${Environment}-${account}`);
  }
});

test('EF-10 copies are kept forever or for a number of days, and remain after the stack is deleted', () => {
  expect(createStack().resources.RetentionBucket?.DeletionPolicy).toBe('Retain');
  expect(propertiesOf(createStack(), 'RetentionBucket')).not.toHaveProperty('LifecycleConfiguration');
  expect(
    propertiesOf(createStack({ RetentionDays: '90' }), 'RetentionBucket').LifecycleConfiguration,
  ).toMatchObject({ Rules: [{ Status: 'Enabled', ExpirationInDays: 90 }] });
});

test("EF-114 EF-118 the stack can read existing streams of the vendor's template: all four streams or none", () => {
  const stack = createStack(existingStreams);
  expect(resourcesOfType(stack, 'AWS::Kinesis::Stream')).toEqual([]);
  for (const feed of feeds) {
    const name = existingStreams[`${feed}Stream` as keyof typeof existingStreams];
    expect(deliveryOf(stack, feed).KinesisStreamSourceConfiguration.KinesisStreamARN).toBe(arnOf(name));
    expect(stack.outputs[`${feed}StreamName`]).toBe(name);
    expect(createStack({ ...existingStreams, [`${feed}Stream`]: '' }).failedAssertions).toEqual([
      'Name all four streams, or none.',
    ]);
    expect(createStack({ [`${feed}Stream`]: name }).failedAssertions).toEqual([
      'Name all four streams, or none.',
    ]);
  }
  expect(stack.outputs).not.toHaveProperty('PublisherPolicyArn');
});

test('EF-117 a stack in a region other than that of the platform instance is not created', () => {
  expect(createStack().failedAssertions).toEqual([]);
  expect(createStack({ ConnectInstanceRegion: 'us-west-2' }, 'us-west-2').failedAssertions).toEqual([]);
  for (const [ConnectInstanceRegion = '', at] of [
    ['us-west-2', 'eu-central-1'],
    ['eu-central-1', 'us-west-2'],
  ])
    expect(createStack({ ConnectInstanceRegion }, at).failedAssertions).toEqual([
      'The stack must be made in the region of the Amazon Connect instance.',
    ]);
});

test('EF-117 all streams that the stack reads are in its region', () => {
  const elsewhere = { ...existingStreams, ConnectInstanceRegion: 'us-west-2' };
  for (const { KinesisStreamSourceConfiguration: source } of feeds.map((feed) =>
    deliveryOf(createStack(elsewhere, 'us-west-2'), feed),
  ))
    expect(source.KinesisStreamARN).toContain(':us-west-2:');
});

test('the role of a feed grants only access to that feed, and access without TLS is denied', () => {
  const stack = createStack();
  for (const feed of feeds) {
    const { Policies, AssumeRolePolicyDocument } = propertiesOf(stack, `${feed}Role`) as unknown as {
      readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
      readonly AssumeRolePolicyDocument: object;
    };
    expect(AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Condition: { StringEquals: { 'aws:SourceAccount': account } } }],
    });
    const statements = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    for (const { Effect, Action, Resource } of statements) {
      expect(Effect).toBe('Allow');
      expect([Action].flat().join()).not.toContain('*');
      for (const resource of [Resource].flat()) {
        expect(resource).toMatch(/^arn:aws:/);
        if (resource.includes('*')) expect(resource.endsWith(`/${feed}/*`)).toBe(true);
      }
    }
    const named = statements.flatMap(({ Resource }) => Resource).join(' ');
    expect(named).toContain(arnOf(`${feed}Events`));
    for (const other of feeds.filter((one) => one !== feed)) expect(named).not.toContain(`/${other}`);
  }
  // The publisher of one environment has no access to an environment whose name starts with the same characters.
  expect(JSON.stringify(propertiesOf(stack, 'PublisherPolicy'))).toContain(
    `${arnOf('sc_reporting_prod_*')}"`,
  );
  expect(JSON.stringify(propertiesOf(stack, 'RetentionBucketPolicy'))).toContain(
    '"Effect":"Deny","Principal":"*"',
  );
});

test('a full delivery buffer fits into the largest request body that Switchboard accepts', () => {
  const { MAX_INGEST_BYTES } = readConfiguration({}, {});
  // The records are in Base64. Each of at most 10,000 records has its own JSON object.
  const bytesOf = (mebibytes: number) => (mebibytes * 1024 * 1024 * 4) / 3 + 10_000 * '{"data":""},'.length;
  for (const feed of feeds) {
    const { SizeInMBs } = deliveryOf(createStack(), feed).HttpEndpointDestinationConfiguration.BufferingHints;
    expect(bytesOf(SizeInMBs)).toBeLessThan(MAX_INGEST_BYTES / 2);
  }
});

test('parameters that Firehose cannot use are rejected before the stack is created', () => {
  for (const SwitchboardUrl of ['http://a.example', 'https://a.example/', 'https://a.example:8443'])
    expect(() => createStack({ SwitchboardUrl })).toThrow('SwitchboardUrl may not be');
  expect(() => createStack({ Environment: 'Prod_1' })).toThrow('Environment may not be');
});

test('the README names the parameters of the template and the address of the deliveries', () => {
  const page = readFileSync(join(root, 'deploy/symbee/README.md'), 'utf8');
  const documented = [...page.matchAll(/^ {5}(\w+)=/gm)].map(([, name = '']) => name);
  expect(documented).toEqual(Object.keys(requiredParameters));
  for (const name of Object.keys(existingStreams)) expect(page).toContain(`\`${name}\``);
  expect(JSON.stringify(deliveryOf(createStack(), 'User'))).toContain(
    '"https://switchboard.example/ingest/firehose"',
  );
  expect(page).toContain('/ingest/firehose');
});
