import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { MongoClient } from 'mongodb';
import type { Caller } from '../../../../src/auth/index.ts';
import { createFlows } from '../../../../src/domains/flows/index.ts';
import {
  createFlowPhotos,
  type FlowPhotos,
  type PhotoFlows,
} from '../../../../src/domains/flows/photos/index.ts';
import { createEventIds, createEventLog } from '../../../../src/eventlog/index.ts';
import { DomainError, unavailable } from '../../../../src/kernel/errors.ts';
import { openChangeStream } from '../../../../src/realtime/index.ts';
import { createStorage } from '../../../../src/storage/index.ts';
import { testDatabase } from '../../../support/mongo.ts';
import { collectingLogger } from '../../../support/server.ts';
import { jpeg, lying, noise } from './pictures.ts';

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const count = (part: string) => client.db(name).collection(`photos.${part}`).countDocuments();
const left = async () => [await count('files'), await count('chunks'), await count('attempts')];

const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
let time = Date.now();
const clock = { now: () => new Date(time) };
const hourMs = 3_600_000;
const settings = { photoLinkMs: 300_000, publicUrl: undefined, maxPhotoBytes: 1_000_000 };

function openProcess(publicUrl?: string) {
  const log = createEventLog(storage, clock);
  const logger = collectingLogger();
  return createFlows(
    {
      storage,
      log,
      ids: createEventIds(storage),
      changeStream: openChangeStream(storage, log, clock, logger),
      clock,
      logger,
    },
    { ...settings, publicUrl, country: 'US', idleMs: 48 * hourMs, numbers: [] },
  );
}
const { operations, photos } = openProcess();

const callerOf = (tenant: string, scopes = 'flow.manage flow.view'): Caller => ({
  tenant,
  kind: 'service',
  id: 'app',
  scopes: new Set(scopes.split(' ')),
  expiresAt: Number.POSITIVE_INFINITY,
});
const app = callerOf('acme');
/** Photos of flows for whose log something else holds. */
const withFlows = (other: Partial<PhotoFlows>): FlowPhotos =>
  createFlowPhotos({ storage, flows: { ...operations, ...other }, clock, settings });

let next = 0;
async function start(caller = app): Promise<string> {
  const interactionUniqueId = String(1000 + next++);
  await operations.startFlow(caller, { interactionUniqueId });
  return interactionUniqueId;
}
const photosOf = async (flow: string) => (await operations.stateOf('acme', flow)).photos;
/** Downloads the photo behind a link. */
async function follow(url: string, by: FlowPhotos = photos): Promise<Buffer> {
  const { pathname, searchParams: query } = new URL(url, 'http://x');
  const [, , interactionUniqueId = '', , photoId = ''] = pathname.split('/');
  const { content } = await by.open({ interactionUniqueId, photoId, query });
  const { size, read } = await content();
  return buffer(read({ start: 0, end: size }));
}

beforeAll(() => storage.prepare());
afterAll(async () => {
  await storage.close();
  await client.close();
});
beforeEach(async () => {
  for (const part of ['files', 'chunks', 'attempts'])
    await client.db(name).collection(`photos.${part}`).deleteMany({});
});

test('FL-14 a photo belongs to the flow that it is uploaded in, with what is known of it', async () => {
  const flow = await start();
  await operations.recordFlowStep(app, flow, { id: 'damage', title: 'The damage', choices: [] });
  await operations.recordFlowStep(app, flow, { id: 'end', title: 'The end', choices: [] });
  const bytes = await lying(120, 80);
  const takenAt = new Date('2024-05-01T10:00:00Z');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { photo, added, url } = await photos.upload(app, flow, bytes, { sha256, takenAt, stepId: 'damage' });
  expect(added).toBe(true);
  expect(photo).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    contentType: 'image/jpeg',
    size: bytes.length,
    sha256,
    // As it is to be seen.
    width: 80,
    height: 120,
    takenAt,
    stepId: 'damage',
  });
  expect(await photosOf(flow)).toEqual([photo]);
  expect((await follow(url)).equals(bytes)).toBe(true);
  expect(await left()).toEqual([1, 1, 0]);
});

test('what the upload does not say is now, and the step that the customer is on', async () => {
  const flow = await start();
  const first = await photos.upload(app, flow, await jpeg());
  expect(first.photo).toMatchObject({ takenAt: clock.now(), stepId: null });
  await operations.recordFlowStep(app, flow, { id: 'damage', title: 'The damage', choices: [] });
  expect((await photos.upload(app, flow, await jpeg())).photo).toMatchObject({ stepId: 'damage' });
  expect(await photosOf(flow)).toHaveLength(2);
});

test('the same photo twice is one, and stays as it was first', async () => {
  const flow = await start();
  const bytes = await jpeg();
  const takenAt = new Date('2024-05-01T10:00:00Z');
  const first = await photos.upload(app, flow, bytes, { takenAt });
  const again = await photos.upload(app, flow, bytes);
  expect(again).toMatchObject({ photo: first.photo, added: false });
  const atOnce = await jpeg(50, 50);
  const all = await Promise.all(Array.from({ length: 4 }, () => photos.upload(app, flow, atOnce)));
  expect(new Set(all.map(({ photo }) => photo.id)).size).toBe(1);
  expect(await photosOf(flow)).toHaveLength(2);
  expect(await left()).toEqual([2, 2, 0]);
});

test('FL-15 the same bytes in another flow are another photo', async () => {
  const [one, other] = [await start(), await start()];
  const bytes = await jpeg();
  const first = await photos.upload(app, one, bytes);
  const second = await photos.upload(app, other, bytes);
  expect(second.added).toBe(true);
  expect(second.photo.id).not.toBe(first.photo.id);
});

test('bytes that are not those that were sent are refused, and nothing of them is kept', async () => {
  const flow = await start();
  const sha256 = createHash('sha256').update('others').digest('hex');
  await expect(photos.upload(app, flow, await jpeg(), { sha256 })).rejects.toMatchObject({
    code: 'CHECKSUM_MISMATCH',
  });
  expect(await left()).toEqual([0, 0, 0]);
});

test('a flow that is not there, has ended, is of another tenant, or has no such step takes none', async () => {
  const flow = await start();
  const bytes = await jpeg();
  const refusal = (caller: Caller, id: string, stepId?: string) =>
    expect(photos.upload(caller, id, bytes, { stepId })).rejects;
  await refusal(app, '999').toMatchObject({ code: 'NOT_FOUND' });
  await refusal(callerOf('other'), flow).toMatchObject({ code: 'NOT_FOUND' });
  await refusal(callerOf('acme', 'flow.view'), flow).toMatchObject({ code: 'FORBIDDEN' });
  await refusal(app, flow, 'unheard-of').toMatchObject({ code: 'NOT_FOUND', details: { field: 'stepId' } });
  await operations.completeFlow(app, flow);
  await refusal(app, flow).toMatchObject({ code: 'INVALID_STATE' });
  expect(await left()).toEqual([0, 0, 0]);
});

test('a photo that the flow refuses after all leaves no bytes', async () => {
  const flow = await start();
  const refusing = withFlows({
    // As it is where the flow ends while the bytes are being saved.
    async addPhoto(caller, id, photo) {
      await operations.completeFlow(caller, id);
      return operations.addPhoto(caller, id, photo);
    },
  });
  await expect(refusing.upload(app, flow, await jpeg())).rejects.toMatchObject({ code: 'INVALID_STATE' });
  expect(await left()).toEqual([0, 0, 0]);
});

test('a photo that one may not add and another may is there, though the first takes its bytes away', async () => {
  const flow = await start();
  const bytes = await jpeg();
  const saved = Promise.withResolvers<undefined>();
  const found = Promise.withResolvers<undefined>();
  const refusing = withFlows({
    async addPhoto() {
      saved.resolve(undefined);
      await found.promise;
      throw new DomainError('FORBIDDEN', 'Not you.');
    },
  });
  const refused = refusing.upload(app, flow, bytes).catch((error: unknown) => error);
  await saved.promise;
  const adding = withFlows({
    async addPhoto(...args) {
      found.resolve(undefined);
      expect(await refused).toMatchObject({ code: 'FORBIDDEN' });
      return operations.addPhoto(...args);
    },
  });
  const { url } = await adding.upload(app, flow, bytes);
  expect((await follow(url)).equals(bytes)).toBe(true);
  expect(await left()).toEqual([1, 1, 0]);
});

describe('what nobody finished', () => {
  const lost = () => Promise.reject(unavailable());

  test('is left for an hour, then deleted where the flow does not have it', async () => {
    const flow = await start();
    const bytes = await jpeg();
    await expect(withFlows({ addPhoto: lost }).upload(app, flow, bytes)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(await left()).toEqual([1, 1, 1]);
    await photos.sweep();
    expect(await left()).toEqual([1, 1, 1]);
    time += hourMs + 1000;
    await photos.sweep();
    expect(await left()).toEqual([0, 0, 0]);
  });

  test('is kept where the flow has it', async () => {
    const flow = await start();
    const bytes = await jpeg();
    const dying = withFlows({
      async addPhoto(caller, id, photo) {
        await operations.addPhoto(caller, id, photo);
        return lost();
      },
    });
    await expect(dying.upload(app, flow, bytes)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const [photo] = await photosOf(flow);
    time += hourMs + 1000;
    await photos.sweep();
    expect(await left()).toEqual([1, 1, 0]);
    const url = photos.linkTo('acme', flow, photo?.id ?? '');
    expect((await follow(url)).equals(bytes)).toBe(true);
  });

  test('is finished by who tries again', async () => {
    const flow = await start();
    const bytes = await jpeg();
    await expect(withFlows({ addPhoto: lost }).upload(app, flow, bytes)).rejects.toThrow();
    expect(await photos.upload(app, flow, bytes)).toMatchObject({ added: true });
    expect(await left()).toEqual([1, 1, 0]);
  });

  test('bytes that were lost come back with the photo', async () => {
    const flow = await start();
    const bytes = await jpeg();
    const { photo } = await photos.upload(app, flow, bytes);
    expect(await photos.erase('acme', flow, photo.id)).toBe(true);
    const again = await photos.upload(app, flow, bytes);
    expect(again).toMatchObject({ photo, added: false });
    expect((await follow(again.url)).equals(bytes)).toBe(true);
  });
});

describe('a link', () => {
  let flow: string;
  let url: string;
  let bytes: Buffer;
  beforeEach(async () => {
    flow = await start();
    bytes = await noise(300, 200).png().toBuffer();
    ({ url } = await photos.upload(app, flow, bytes));
  });
  const refusal = async (link: string) => {
    try {
      await follow(link);
      return undefined;
    } catch (error) {
      return error instanceof DomainError ? error.code : error;
    }
  };

  test('is good to its last moment, and then LINK_EXPIRED', async () => {
    time += settings.photoLinkMs - 1;
    expect((await follow(url)).equals(bytes)).toBe(true);
    time += 1;
    expect(await refusal(url)).toBe('LINK_EXPIRED');
    // To say of an old link that it goes on is to forge one.
    const later = new URL(url, 'http://x');
    later.searchParams.set('expires', String(time + 1000));
    expect(await refusal(later.href)).toBe('FORBIDDEN');
  });

  test('FL-15 is of one photo of one flow of one tenant: with any part of it altered it is none', async () => {
    const other = await start();
    const elsewhere = (await photos.upload(app, other, await jpeg())).url;
    const foreign = callerOf('other');
    await operations.startFlow(foreign, { interactionUniqueId: flow });
    await photos.upload(foreign, flow, bytes);
    const query = (name: string, value: string | null) => {
      const link = new URL(url, 'http://x');
      if (value === null) link.searchParams.delete(name);
      else link.searchParams.set(name, value);
      return link.href;
    };
    const given = new URL(url, 'http://x').searchParams;
    const signature = given.get('signature') ?? '';
    const photoId = /photos\/(\w+)/.exec(url)?.[1] ?? '';
    const otherPhotoId = /photos\/(\w+)/.exec(elsewhere)?.[1] ?? '';
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const altered = [
      url.replace(flow, other),
      url.replace(photoId, otherPhotoId),
      url.replace(flow, other).replace(photoId, otherPhotoId),
      elsewhere.replace(/signature=[^&]+/, `signature=${signature}`),
      // The same photo, of the same number of a flow, but of a tenant that has not given it out.
      query('tenant', 'other'),
      query('tenant', null),
      query('tenant', ''),
      query('expires', String(Number(given.get('expires')) + 1)),
      query('expires', `0${given.get('expires') ?? ''}`),
      query('expires', null),
      query('expires', 'Infinity'),
      query('signature', null),
      query('signature', ''),
      query('signature', signature.slice(0, -1)),
      query('signature', `${signature}A`),
      query('signature', `${signature}=`),
      query('signature', (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)),
      // The last two bits of it say nothing: still there is one spelling.
      query('signature', signature.slice(0, -1) + (last[last.indexOf(signature.at(-1) ?? '') ^ 1] ?? '')),
    ];
    expect(await Promise.all(altered.map(refusal))).toEqual(altered.map(() => 'FORBIDDEN'));
    expect(await refusal(url)).toBeUndefined();
  });

  test('is good for every process, and begins with where the server is reached', async () => {
    const another = openProcess('https://desk.example/graph').photos;
    expect((await follow(url, another)).equals(bytes)).toBe(true);
    await another.ready();
    const theirs = another.linkTo('acme', flow, 'abc');
    expect(theirs).toMatch(/^https:\/\/desk\.example\/graph\/flows\/\d+\/photos\/abc\?tenant=acme&/);
    expect(url).toMatch(/^\/flows\/\d+\/photos\/[0-9a-f]{32}\?tenant=acme&expires=\d+&signature=[\w-]{43}$/);
  });

  test('to a photo that is no longer there is NOT_FOUND', async () => {
    const { photo } = await photos.upload(app, flow, bytes);
    await photos.erase('acme', flow, photo.id);
    expect(await refusal(url)).toBe('NOT_FOUND');
  });

  test('asks for a size that may be', async () => {
    const [photo] = await photosOf(flow);
    const id = photo?.id ?? '';
    for (const size of [15, 4097, 16.5, -1, Number.NaN])
      expect(() => photos.linkTo('acme', flow, id, size)).toThrow('maxSize');
    expect(photos.linkTo('acme', flow, id, 16)).toContain('&maxSize=16');
    for (const size of ['', '15', '4097', '1e2', '0x20', '+20', '20.0'])
      await expect(follow(`${url}&maxSize=${encodeURIComponent(size)}`)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'maxSize' },
      });
    // As it is, where it fits.
    expect((await follow(`${url}&maxSize=300`)).equals(bytes)).toBe(true);
    expect((await follow(`${url}&maxSize=30`)).length).toBeLessThan(bytes.length / 10);
  });
});
