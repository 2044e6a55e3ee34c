import Ajv from 'ajv';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readConfiguration, variables } from '../../src/config/environment.ts';

const root = join(import.meta.dirname, '../..');
const deploy = join(root, 'deploy');
const read = (path: string) => readFileSync(join(deploy, path), 'utf8');
const documents = (path: string): unknown[] =>
  parseAllDocuments(read(path), { merge: true }).map((document) => {
    expect([path, document.errors]).toEqual([path, []]);
    return document.toJS({ maxAliasCount: -1 }) as unknown;
  });

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly networks: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly deploy?: { readonly resources: { readonly limits: Readonly<Record<string, unknown>> } };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
}

interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string };
}
interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly resources: { readonly limits: { readonly memory?: string } };
  readonly securityContext: Readonly<Record<string, unknown>>;
}
interface Pod {
  readonly terminationGracePeriodSeconds?: number;
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: { readonly runAsNonRoot: boolean };
  readonly containers: readonly Container[];
}
interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly items?: readonly Resource[];
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly selector?: Readonly<Record<string, unknown>>;
    readonly ports?: readonly { readonly port: number }[];
    readonly template?: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: Pod;
    };
  };
}
interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator?: readonly {
    readonly name: string;
    readonly files?: readonly string[];
    readonly literals?: readonly string[];
  }[];
}

const [compose] = documents('compose.yaml') as [Compose];
const services = Object.entries(compose.services);
const switchboardServices = services.filter(([, { image }]) => image === 'switchboard');
const folders = ['gateways', 'router'];
const kustomizations = folders.map((folder) => ({
  folder,
  kustomization: documents(`kubernetes/${folder}/kustomization.yaml`)[0] as Kustomization,
}));
const resources = folders.flatMap((folder) =>
  readdirSync(join(deploy, 'kubernetes', folder))
    .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
    .flatMap((file) => documents(`kubernetes/${folder}/${file}`) as Resource[])
    .flatMap((resource) => (resource.kind === 'List' ? (resource.items ?? []) : [resource])),
);
const pods = resources.flatMap(({ kind, metadata, spec }) =>
  spec?.template === undefined ? [] : [{ kind, name: metadata.name, ...spec.template }],
);
const sharedSettings = Object.fromEntries(
  (kustomizations[0]?.kustomization.configMapGenerator ?? [])
    .flatMap(({ literals = [] }) => literals)
    .map((literal) => literal.split('=') as [string, string]),
);
const hiveSettings = [...read('hive-gateway/settings.mjs').matchAll(/^ {2}([A-Z_]+): \[/gm)].map(
  ([, name]) => name,
);
const secretValues = { AUTH_SECRET: 'x'.repeat(32), MONGODB_URI: 'mongodb://mongo-1:27017' };

const schemaErrors = (schemaName: string, data: unknown): unknown => {
  const ajv = new Ajv({ allErrors: true, schemaId: 'auto' });
  const schema = JSON.parse(
    readFileSync(join(root, 'test/fixtures/schemas', `${schemaName}.json`), 'utf8'),
  ) as { definitions: Record<string, { properties?: { kind?: { const?: string } } }> };
  const { kind } = data as { kind?: string };
  const [definition] =
    Object.entries(schema.definitions).find(([, { properties }]) => properties?.kind?.const === kind) ?? [];
  const validate = ajv.compile(
    kind === undefined
      ? schema
      : { $ref: `#/definitions/${definition ?? 'none'}`, definitions: schema.definitions },
  );
  return validate(data) === true ? [] : validate.errors;
};

describe('compose.yaml', () => {
  test('conforms to the Compose schema', () => {
    expect(schemaErrors('compose', compose)).toEqual([]);
    expect(schemaErrors('compose', { ...compose, servces: {} })).not.toEqual([]);
  });

  test('has only known settings with valid values for Switchboard', () => {
    expect(switchboardServices.map(([name]) => name)).toEqual(
      expect.arrayContaining(['gateway-1', 'gateway-2']),
    );
    for (const [, { environment = {}, secrets = [] }] of switchboardServices) {
      expect(Object.keys(variables)).toEqual(
        expect.arrayContaining([...Object.keys(environment), ...secrets]),
      );
      expect(() => readConfiguration({}, { ...environment, ...secretValues })).not.toThrow();
    }
    const hive = compose.services['hive-gateway'];
    expect(hiveSettings).toEqual(expect.arrayContaining(Object.keys(hive?.environment ?? {})));
  });

  test.each(services)('%s has minimal privileges', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(Object.keys(service.deploy?.resources.limits ?? {}).sort()).toEqual(['cpus', 'memory', 'pids']);
    expect(service.healthcheck?.disable === true || service.healthcheck?.test).toBeTruthy();
    // Ports are published on the loopback interface only.
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:4000$/);
  });

  test('port, health check and stop grace period agree with the settings', () => {
    for (const [, { environment = {}, healthcheck, stop_grace_period }] of [
      ...switchboardServices,
      ['hive-gateway', compose.services['hive-gateway'] ?? missingService()] as const,
    ]) {
      expect(environment.PORT).toBe('4000');
      expect(healthcheck?.test?.join(' ')).toContain(`127.0.0.1:${environment.PORT}/readyz`);
      expect(Number.parseInt(stop_grace_period ?? '') * 1000).toBeGreaterThan(
        Number(environment.SHUTDOWN_TIMEOUT_MS) + 5000,
      );
    }
  });

  test('refers only to declared secrets and existing files, and contains no secret in plain text', () => {
    for (const [, { secrets = [], configs = [], environment = {} }] of services) {
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...secrets]));
      expect(Object.keys(compose.configs)).toEqual(
        expect.arrayContaining(configs.map(({ source }) => source)),
      );
      for (const [name, value] of Object.entries(environment))
        if (/SECRET|PASSWORD|URI|KEY/.test(name)) expect(value).toMatch(/^\/run\/secrets\//);
    }
    for (const [name, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`secrets/${name}`);
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toContain('deploy/secrets/');
    expect(existsSync(join(deploy, compose.configs.initiate?.file ?? ''))).toBe(true);
  });
});

describe('kubernetes/', () => {
  test.each(resources.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const))(
    '%s conforms to the Kubernetes schema',
    (_, resource) => {
      expect(schemaErrors('kubernetes', resource)).toEqual([]);
    },
  );

  test('the check finds fields that Kubernetes does not define', () => {
    expect(schemaErrors('kubernetes', { ...resources[0], spce: {} })).not.toEqual([]);
  });

  test('the kustomizations list only existing files, and every manifest except the example', () => {
    for (const { folder, kustomization } of kustomizations) {
      const files = kustomization.resources.filter((resource) => resource.endsWith('.yaml'));
      const rest = kustomization.resources.filter((resource) => !resource.endsWith('.yaml'));
      const present = readdirSync(join(deploy, 'kubernetes', folder)).filter((file) =>
        file.endsWith('.yaml'),
      );
      expect(
        [...files, 'kustomization.yaml', ...present.filter((file) => file.includes('.example.'))].sort(),
      ).toEqual(present.sort());
      for (const path of [
        ...rest,
        ...(kustomization.configMapGenerator ?? []).flatMap(({ files = [] }) => files),
      ])
        expect(existsSync(join(deploy, 'kubernetes', folder, path))).toBe(true);
    }
  });

  test('has only known settings with valid values for Switchboard and Hive Gateway', () => {
    const secrets = resources.find(
      ({ kind, metadata }) => kind === 'Secret' && metadata.name === 'switchboard',
    );
    expect(Object.keys(variables)).toEqual(
      expect.arrayContaining([...Object.keys(sharedSettings), ...Object.keys(secrets?.stringData ?? {})]),
    );
    expect(() => readConfiguration({}, { ...sharedSettings, ...secretValues })).not.toThrow();
    for (const { containers } of pods.map(({ spec }) => spec))
      for (const { image, env = [] } of containers)
        if (image === 'switchboard-hive-gateway')
          expect(hiveSettings).toEqual(expect.arrayContaining(env.map(({ name }) => name)));
  });

  test('contains no secret in plain text', () => {
    for (const { kind, stringData } of resources)
      if (kind === 'Secret')
        for (const value of Object.values(stringData ?? {})) expect(value).toContain('REPLACE');
    for (const { spec } of pods)
      for (const { env = [] } of spec.containers)
        for (const { name, value } of env)
          if (/SECRET|PASSWORD|URI|KEY/.test(name)) expect(value).toMatch(/^\/secrets\//);
  });

  test.each(pods.map((pod) => [`${pod.kind} ${pod.name}`, pod.spec] as const))(
    '%s has minimal privileges',
    (_, pod) => {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true },
      });
      for (const { resources: containerResources, securityContext } of pod.containers) {
        expect(containerResources.limits.memory).toBeDefined();
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
    },
  );

  test('port, probes and termination grace period agree with the settings', () => {
    for (const { spec } of pods)
      for (const container of spec.containers.filter(({ image }) => image.startsWith('switchboard'))) {
        const settings = {
          ...sharedSettings,
          ...Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value])),
        };
        expect(container.ports).toEqual([{ name: 'http', containerPort: Number(settings.PORT) }]);
        expect([container.startupProbe, container.livenessProbe, container.readinessProbe]).toMatchObject(
          ['/healthz', '/healthz', '/readyz'].map((path) => ({ httpGet: { path, port: 'http' } })),
        );
        const preStop = container.lifecycle?.preStop.sleep.seconds ?? 0;
        expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(
          preStop + Number(settings.SHUTDOWN_TIMEOUT_MS) / 1000 + 5,
        );
      }
    for (const text of [
      readFileSync(join(root, 'src/server/http/server.ts'), 'utf8'),
      read('hive-gateway/gateway.config.mjs'),
    ])
      for (const path of ["'/healthz'", "'/readyz'"]) expect(text).toContain(path);
  });

  test('each Service selects one workload and has the ports of its containers', () => {
    for (const { kind, metadata, spec } of resources) {
      if (kind !== 'Service') continue;
      const found = pods.filter(({ metadata: { labels } }) =>
        Object.entries(spec?.selector ?? {}).every(([name, value]) => labels[name] === value),
      );
      expect([metadata.name, found.length]).toEqual([metadata.name, 1]);
      const ports = found.flatMap(({ spec: { containers } }) =>
        containers.flatMap(({ ports: open = [] }) => open),
      );
      expect(ports.map(({ containerPort }) => containerPort)).toEqual(spec?.ports?.map(({ port }) => port));
    }
  });
});

describe('behind a router', () => {
  const supergraph = join(root, 'schema/supergraph.graphql');
  const urls = existsSync(supergraph)
    ? [...readFileSync(supergraph, 'utf8').matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]+)"\)/g)]
    : [];

  test('each subgraph of the supergraph has a process with the host name and the port of its URL', () => {
    const served = services.filter(([, { command }]) => command?.[1] === '--domains').map(([name]) => name);
    const deployed = pods
      .filter(({ metadata: { labels } }) => labels.subgraph === 'yes')
      .map(({ name }) => name);
    expect(deployed).toEqual(served);
    for (const name of served) {
      expect(compose.services[name]?.command).toEqual(['serve', '--domains', name]);
      expect(pods.find((pod) => pod.name === name)?.spec.containers[0]?.args).toEqual([
        'serve',
        '--domains',
        name,
      ]);
    }
    expect(urls.map(([, name]) => name).sort()).toEqual(urls.length === 0 ? [] : [...served].sort());
    for (const [, name = '', url] of urls) expect(url).toBe(`http://${name}:4000/graphql`);
  });

  test('Apollo Router subscribes to the subgraphs over graphql-ws and leaves scope checks to them', () => {
    const [router] = documents('apollo-router/router.yaml');
    expect(router).toMatchObject({
      headers: { all: { request: [{ propagate: { named: 'authorization' } }] } },
      subscription: {
        mode: { passthrough: { all: { path: '/graphql', protocol: 'graphql_ws' } } },
        deduplication: { enabled: false },
      },
      authorization: { directives: { enabled: false } },
    });
  });
});

describe('the images', () => {
  test.each([
    ['Dockerfile', root],
    ['hive-gateway/Dockerfile', join(deploy, 'hive-gateway')],
  ])('%s copies existing files, starts an existing file, and does not run as root', (path, context) => {
    const text = read(path);
    const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) =>
      from.split(' '),
    );
    for (const one of copied)
      expect([one, existsSync(join(context, one.includes('*') ? dirname(one) : one))]).toEqual([one, true]);
    const ignored = read(
      path === 'Dockerfile' ? 'Dockerfile.dockerignore' : 'hive-gateway/.dockerignore',
    ).split('\n');
    for (const one of copied) expect(ignored).toContain(`!${one}`);
    const started = [
      ...(/^ENTRYPOINT (.+)$/m.exec(text)?.[1] ?? '').matchAll(/"([^"/]+(?:\/[^"]+)?\.mjs)"/g),
    ];
    expect(started.map(([, file = '']) => existsSync(join(context, file)))).toEqual([true]);
    expect(text).toMatch(/^USER node$/m);
    expect(text).toMatch(/^FROM node:24-/m);
  });
});

function missingService(): never {
  throw new Error('The service hive-gateway is missing.');
}
