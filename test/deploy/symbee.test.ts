import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../src/config/index.ts';
import { account, stackOf, type Stack, type Value } from './cloudformation.ts';

const root = join(import.meta.dirname, '../..');
const region = 'eu-central-1';
const needed = {
  ConnectInstanceRegion: region,
  Environment: 'prod',
  SwitchboardUrl: 'https://switchboard.example',
  TokenSecretArn: `arn:aws:secretsmanager:${region}:${account}:secret:switchboard-a1b2c3`,
};
const theirs = {
  InteractionStream: 'their-interactions',
  WorkCodeStream: 'their-work-codes',
  UserStream: 'their-users',
  ExtendedAgentStream: 'their-agents',
};
const make = (parameters: Readonly<Record<string, string>> = {}, at = region) =>
  stackOf(join(root, 'deploy/symbee/template.yaml'), at, { ...needed, ...parameters });

/** The feeds of the source's documentation that come by streams: transcripts are files. */
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
const typed = ({ resources }: Stack, type: string) =>
  Object.entries(resources).filter(([, { Type }]) => Type === type);
const propertiesOf = ({ resources }: Stack, name: string): Readonly<Record<string, Value>> =>
  resources[name]?.Properties ?? {};
const deliveryOf = (stack: Stack, feed: string) =>
  propertiesOf(stack, `${feed}Delivery`) as unknown as Delivery;
const arnOf = (stream: string) => `arn:aws:kinesis:${region}:${account}:stream/${stream}`;

const schemas = JSON.parse(
  readFileSync(join(root, 'test/fixtures/schemas/cloudformation.json'), 'utf8'),
) as Record<string, object>;
const faults = (type: string, properties: object): unknown => {
  const validate = new Ajv({ allErrors: true }).compile(schemas[type] ?? { not: {} });
  return validate(properties) === true ? [] : validate.errors;
};

test.each([
  ['that makes the streams', make()],
  ['over streams that are there', make({ ...theirs, RetentionDays: '30' })],
])('EF-114 in a stack %s each resource is what CloudFormation describes', (_, { broken, resources }) => {
  expect(broken).toEqual([]);
  for (const [name, { Type, Properties }] of Object.entries(resources))
    expect([name, faults(Type, Properties)]).toEqual([name, []]);
});

test('a property that CloudFormation does not know is found', () => {
  expect(faults('AWS::Kinesis::Stream', { Nam: 'x' })).not.toEqual([]);
  expect(faults('AWS::Kinesis::Stram', {})).not.toEqual([]);
});

test('EF-9 EF-10 EF-114 one template makes a stream for each feed, its delivery, and the bucket that keeps a copy', () => {
  const stack = make();
  expect(typed(stack, 'AWS::Kinesis::Stream').map(([, { Properties }]) => Properties.Name)).toEqual(
    feeds.map((feed) => `sc_reporting_prod_${feed}`),
  );
  expect(typed(stack, 'AWS::KinesisFirehose::DeliveryStream')).toHaveLength(feeds.length);
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

test("EF-115 the bucket is named as the source's are, as S3 allows it, and as neither of the vendor's own", () => {
  for (const Environment of ['prod', 'd', 'delivery', `x${'-'.repeat(22)}y`]) {
    const name = propertiesOf(make({ Environment }), 'RetentionBucket').BucketName;
    expect(name).toMatch(/^sc-reporting-(?!delivery)[a-z0-9-]{1,49}[a-z0-9]$/);
    expect(name).not.toBe(`sc-reporting-${Environment}-${account}`);
  }
});

test('EF-10 copies are kept for good, or purged after some days, and outlive the stack', () => {
  expect(make().resources.RetentionBucket?.DeletionPolicy).toBe('Retain');
  expect(propertiesOf(make(), 'RetentionBucket')).not.toHaveProperty('LifecycleConfiguration');
  expect(propertiesOf(make({ RetentionDays: '90' }), 'RetentionBucket').LifecycleConfiguration).toMatchObject(
    { Rules: [{ Status: 'Enabled', ExpirationInDays: 90 }] },
  );
});

test("EF-114 EF-118 streams that the vendor's template has made are read beside who reads them already, all or none", () => {
  const stack = make(theirs);
  expect(typed(stack, 'AWS::Kinesis::Stream')).toEqual([]);
  for (const feed of feeds) {
    const name = theirs[`${feed}Stream` as keyof typeof theirs];
    expect(deliveryOf(stack, feed).KinesisStreamSourceConfiguration.KinesisStreamARN).toBe(arnOf(name));
    expect(stack.outputs[`${feed}StreamName`]).toBe(name);
    expect(make({ ...theirs, [`${feed}Stream`]: '' }).broken).toEqual(['Name all four streams, or none.']);
    expect(make({ [`${feed}Stream`]: name }).broken).toEqual(['Name all four streams, or none.']);
  }
  expect(stack.outputs).not.toHaveProperty('PublisherPolicyArn');
});

test('EF-117 a stack in another region than the platform instance is not made', () => {
  expect(make().broken).toEqual([]);
  expect(make({ ConnectInstanceRegion: 'us-west-2' }, 'us-west-2').broken).toEqual([]);
  for (const [ConnectInstanceRegion = '', at] of [
    ['us-west-2', 'eu-central-1'],
    ['eu-central-1', 'us-west-2'],
  ])
    expect(make({ ConnectInstanceRegion }, at).broken).toEqual([
      'The stack must be made in the region of the Amazon Connect instance.',
    ]);
});

test('EF-117 everything that the stack names is in its region', () => {
  const elsewhere = { ...theirs, ConnectInstanceRegion: 'us-west-2' };
  for (const { KinesisStreamSourceConfiguration: source } of feeds.map((feed) =>
    deliveryOf(make(elsewhere, 'us-west-2'), feed),
  ))
    expect(source.KinesisStreamARN).toContain(':us-west-2:');
});

test('a role may do no more than its feed needs, and nobody anything without TLS', () => {
  const stack = make();
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
  // An environment's publisher reaches no other one whose name begins as its does.
  expect(JSON.stringify(propertiesOf(stack, 'PublisherPolicy'))).toContain(
    `${arnOf('sc_reporting_prod_*')}"`,
  );
  expect(JSON.stringify(propertiesOf(stack, 'RetentionBucketPolicy'))).toContain(
    '"Effect":"Deny","Principal":"*"',
  );
});

test('what is gathered for a delivery fits into a body that Switchboard takes', () => {
  const { MAX_INGEST_BYTES } = readConfiguration({}, {});
  // In Base64, and each of the ten thousand records that there may be in JSON of its own.
  const bytesOf = (mebibytes: number) => (mebibytes * 1024 * 1024 * 4) / 3 + 10_000 * '{"data":""},'.length;
  for (const feed of feeds) {
    const { SizeInMBs } = deliveryOf(make(), feed).HttpEndpointDestinationConfiguration.BufferingHints;
    expect(bytesOf(SizeInMBs)).toBeLessThan(MAX_INGEST_BYTES / 2);
  }
});

test('what Firehose could not use is refused before anything is made', () => {
  for (const SwitchboardUrl of ['http://a.example', 'https://a.example/', 'https://a.example:8443'])
    expect(() => make({ SwitchboardUrl })).toThrow('SwitchboardUrl may not be');
  expect(() => make({ Environment: 'Prod_1' })).toThrow('Environment may not be');
});

test('its page names the parameters that it has, and the address that it delivers to', () => {
  const page = readFileSync(join(root, 'deploy/symbee/README.md'), 'utf8');
  const given = [...page.matchAll(/^ {5}(\w+)=/gm)].map(([, name = '']) => name);
  expect(given).toEqual(Object.keys(needed));
  for (const name of Object.keys(theirs)) expect(page).toContain(`\`${name}\``);
  expect(JSON.stringify(deliveryOf(make(), 'User'))).toContain(
    '"https://switchboard.example/ingest/firehose"',
  );
  expect(page).toContain('/ingest/firehose');
});
