import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { MongoClient } from 'mongodb';
import type { Caller } from '../../../../src/auth/index.ts';
import { createFlows } from '../../../../src/domains/flows/index.ts';
import { uploadedPhoto } from '../../../../src/domains/flows/model/index.ts';
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
import { jpegImage, rotatedJpeg, noiseImage } from './test-images.ts';

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const count = (part: string) => client.db(name).collection(`photos.${part}`).countDocuments();
const storedCounts = async () => [await count('files'), await count('chunks'), await count('attempts')];

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
      ids: createEventIds(storage, log, logger),
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
/** Creates photos over flow operations of which some are replaced. */
const photosWith = (replacements: Partial<PhotoFlows>): FlowPhotos =>
  createFlowPhotos({ storage, flows: { ...operations, ...replacements }, clock, settings });

let next = 0;
async function start(caller = app): Promise<string> {
  const interactionUniqueId = String(1000 + next++);
  await operations.startFlow(caller, { interactionUniqueId });
  return interactionUniqueId;
}
const photosOf = async (flow: string) => (await operations.stateOf('acme', flow)).photos.map(uploadedPhoto);
/** Downloads the photo behind a link. */
async function download(url: string, by: FlowPhotos = photos): Promise<Buffer> {
  const { pathname, searchParams: query } = new URL(url, 'http://x');
  const [, , interactionUniqueId = '', , photoId = ''] = pathname.split('/');
  const { content } = await by.open(await by.verify({ interactionUniqueId, photoId, query }));
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

test('FL-14 an uploaded photo belongs to its flow, with its format, size, hash, time and step', async () => {
  const flow = await start();
  await operations.recordFlowStep(app, flow, { stepId: 'damage', title: 'The damage', choices: [] });
  await operations.recordFlowStep(app, flow, { stepId: 'end', title: 'The end', choices: [] });
  const bytes = await rotatedJpeg(120, 80);
  const takenAt = new Date('2024-05-01T10:00:00Z');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { photo, added, url } = await photos.upload(app, flow, bytes, { sha256, takenAt, stepId: 'damage' });
  expect(added).toBe(true);
  expect(photo).toEqual({
    photoId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    contentType: 'image/jpeg',
    size: bytes.length,
    sha256,
    // The displayed size, after the rotation.
    width: 80,
    height: 120,
    takenAt,
    stepId: 'damage',
  });
  expect(await photosOf(flow)).toEqual([photo]);
  expect((await download(url)).equals(bytes)).toBe(true);
  expect(await storedCounts()).toEqual([1, 1, 0]);
});

test('an upload without a time and a step gets the current time and the current step', async () => {
  const flow = await start();
  const first = await photos.upload(app, flow, await jpegImage());
  expect(first.photo).toMatchObject({ takenAt: clock.now(), stepId: null });
  await operations.recordFlowStep(app, flow, { stepId: 'damage', title: 'The damage', choices: [] });
  expect((await photos.upload(app, flow, await jpegImage())).photo).toMatchObject({ stepId: 'damage' });
  expect(await photosOf(flow)).toHaveLength(2);
});

test('the same photo twice in a flow is one photo, with the details of the first upload', async () => {
  const flow = await start();
  const bytes = await jpegImage();
  const takenAt = new Date('2024-05-01T10:00:00Z');
  const first = await photos.upload(app, flow, bytes, { takenAt });
  const again = await photos.upload(app, flow, bytes);
  expect(again).toMatchObject({ photo: first.photo, added: false });
  const atOnce = await jpegImage(50, 50);
  const all = await Promise.all(Array.from({ length: 4 }, () => photos.upload(app, flow, atOnce)));
  expect(new Set(all.map(({ photo }) => photo.photoId)).size).toBe(1);
  expect(await photosOf(flow)).toHaveLength(2);
  expect(await storedCounts()).toEqual([2, 2, 0]);
});

test('FL-15 the same bytes in another flow are another photo', async () => {
  const [one, other] = [await start(), await start()];
  const bytes = await jpegImage();
  const first = await photos.upload(app, one, bytes);
  const second = await photos.upload(app, other, bytes);
  expect(second.added).toBe(true);
  expect(second.photo.photoId).not.toBe(first.photo.photoId);
});

test('bytes with another checksum are refused and not stored', async () => {
  const flow = await start();
  const sha256 = createHash('sha256').update('others').digest('hex');
  await expect(photos.upload(app, flow, await jpegImage(), { sha256 })).rejects.toMatchObject({
    code: 'CHECKSUM_MISMATCH',
  });
  expect(await storedCounts()).toEqual([0, 0, 0]);
});

test('an upload to an unknown, foreign or ended flow or to an unknown step is refused', async () => {
  const flow = await start();
  const bytes = await jpegImage();
  const refusal = (caller: Caller, id: string, stepId?: string) =>
    expect(photos.upload(caller, id, bytes, { stepId })).rejects;
  await refusal(app, '999').toMatchObject({ code: 'NOT_FOUND' });
  await refusal(callerOf('other'), flow).toMatchObject({ code: 'NOT_FOUND' });
  await refusal(callerOf('acme', 'flow.view'), flow).toMatchObject({ code: 'FORBIDDEN' });
  await refusal(app, flow, 'unknown').toMatchObject({ code: 'NOT_FOUND', details: { field: 'stepId' } });
  await operations.completeFlow(app, flow);
  await refusal(app, flow).toMatchObject({ code: 'INVALID_STATE' });
  expect(await storedCounts()).toEqual([0, 0, 0]);
});

test('the stored bytes are removed if the flow refuses the photo', async () => {
  const flow = await start();
  const refusing = photosWith({
    // The flow ends while the bytes are being stored.
    async addPhoto(caller, id, photo) {
      await operations.completeFlow(caller, id);
      return operations.addPhoto(caller, id, photo);
    },
  });
  await expect(refusing.upload(app, flow, await jpegImage())).rejects.toMatchObject({
    code: 'INVALID_STATE',
  });
  expect(await storedCounts()).toEqual([0, 0, 0]);
});

test('a photo is stored although a concurrent refused upload of it removes the bytes', async () => {
  const flow = await start();
  const bytes = await jpegImage();
  const saved = Promise.withResolvers<undefined>();
  const found = Promise.withResolvers<undefined>();
  const refusing = photosWith({
    async addPhoto() {
      saved.resolve(undefined);
      await found.promise;
      throw new DomainError('FORBIDDEN', 'Refused.');
    },
  });
  const refused = refusing.upload(app, flow, bytes).catch((error: unknown) => error);
  await saved.promise;
  const adding = photosWith({
    async addPhoto(...args) {
      found.resolve(undefined);
      expect(await refused).toMatchObject({ code: 'FORBIDDEN' });
      return operations.addPhoto(...args);
    },
  });
  const { url } = await adding.upload(app, flow, bytes);
  expect((await download(url)).equals(bytes)).toBe(true);
  expect(await storedCounts()).toEqual([1, 1, 0]);
});

describe('an upload', () => {
  const fail = () => Promise.reject(unavailable());

  test('that was interrupted is deleted after an hour if the flow does not have the photo', async () => {
    const flow = await start();
    const bytes = await jpegImage();
    await expect(photosWith({ addPhoto: fail }).upload(app, flow, bytes)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(await storedCounts()).toEqual([1, 1, 1]);
    await photos.sweep();
    expect(await storedCounts()).toEqual([1, 1, 1]);
    time += hourMs + 1000;
    await photos.sweep();
    expect(await storedCounts()).toEqual([0, 0, 0]);
  });

  test('that was interrupted is confirmed if the flow has the photo', async () => {
    const flow = await start();
    const bytes = await jpegImage();
    const failing = photosWith({
      async addPhoto(caller, id, photo) {
        await operations.addPhoto(caller, id, photo);
        return fail();
      },
    });
    await expect(failing.upload(app, flow, bytes)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const [photo] = await photosOf(flow);
    time += hourMs + 1000;
    await photos.sweep();
    expect(await storedCounts()).toEqual([1, 1, 0]);
    const url = photos.linkTo('acme', flow, photo?.photoId ?? '');
    expect((await download(url)).equals(bytes)).toBe(true);
  });

  test('that was interrupted is completed by a retry', async () => {
    const flow = await start();
    const bytes = await jpegImage();
    await expect(photosWith({ addPhoto: fail }).upload(app, flow, bytes)).rejects.toThrow();
    expect(await photos.upload(app, flow, bytes)).toMatchObject({ added: true });
    expect(await storedCounts()).toEqual([1, 1, 0]);
  });

  test('of an erased photo restores its bytes', async () => {
    const flow = await start();
    const bytes = await jpegImage();
    const { photo } = await photos.upload(app, flow, bytes);
    expect(await photos.erase('acme', flow, photo.photoId)).toBe(true);
    const again = await photos.upload(app, flow, bytes);
    expect(again).toMatchObject({ photo, added: false });
    expect((await download(again.url)).equals(bytes)).toBe(true);
  });
});

describe('a link', () => {
  let flow: string;
  let url: string;
  let bytes: Buffer;
  beforeEach(async () => {
    flow = await start();
    bytes = await noiseImage(300, 200).png().toBuffer();
    ({ url } = await photos.upload(app, flow, bytes));
  });
  const refusal = async (link: string) => {
    try {
      await download(link);
      return undefined;
    } catch (error) {
      return error instanceof DomainError ? error.code : error;
    }
  };

  test('is valid until its expiry, and then LINK_EXPIRED', async () => {
    time += settings.photoLinkMs - 1;
    expect((await download(url)).equals(bytes)).toBe(true);
    time += 1;
    expect(await refusal(url)).toBe('LINK_EXPIRED');
    // The signature covers the expiry.
    const later = new URL(url, 'http://x');
    later.searchParams.set('expires', String(time + 1000));
    expect(await refusal(later.href)).toBe('FORBIDDEN');
  });

  test('FL-15 opens one photo of one flow of one tenant, and is FORBIDDEN if any part of it is altered', async () => {
    const other = await start();
    const otherUrl = (await photos.upload(app, other, await jpegImage())).url;
    const foreign = callerOf('other');
    await operations.startFlow(foreign, { interactionUniqueId: flow });
    await photos.upload(foreign, flow, bytes);
    const withParameter = (name: string, value: string | null) => {
      const link = new URL(url, 'http://x');
      if (value === null) link.searchParams.delete(name);
      else link.searchParams.set(name, value);
      return link.href;
    };
    const parameters = new URL(url, 'http://x').searchParams;
    const signature = parameters.get('signature') ?? '';
    const photoId = /photos\/(\w+)/.exec(url)?.[1] ?? '';
    const otherPhotoId = /photos\/(\w+)/.exec(otherUrl)?.[1] ?? '';
    const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const altered = [
      url.replace(flow, other),
      url.replace(photoId, otherPhotoId),
      url.replace(flow, other).replace(photoId, otherPhotoId),
      otherUrl.replace(/signature=[^&]+/, `signature=${signature}`),
      // The same photo and flow identifier in another tenant.
      withParameter('tenant', 'other'),
      withParameter('tenant', null),
      withParameter('tenant', ''),
      withParameter('expires', String(Number(parameters.get('expires')) + 1)),
      withParameter('expires', `0${parameters.get('expires') ?? ''}`),
      withParameter('expires', null),
      withParameter('expires', 'Infinity'),
      withParameter('signature', null),
      withParameter('signature', ''),
      withParameter('signature', signature.slice(0, -1)),
      withParameter('signature', `${signature}A`),
      withParameter('signature', `${signature}=`),
      withParameter('signature', (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)),
      // The last two bits are unused, but only one spelling is accepted.
      withParameter(
        'signature',
        signature.slice(0, -1) + (base64url[base64url.indexOf(signature.at(-1) ?? '') ^ 1] ?? ''),
      ),
    ];
    expect(await Promise.all(altered.map(refusal))).toEqual(altered.map(() => 'FORBIDDEN'));
    expect(await refusal(url)).toBeUndefined();
  });

  test('is valid in every process, and starts with the public URL', async () => {
    const another = openProcess('https://photos.example/graph').photos;
    expect((await download(url, another)).equals(bytes)).toBe(true);
    await another.ready();
    const absolute = another.linkTo('acme', flow, 'abc');
    expect(absolute).toMatch(/^https:\/\/photos\.example\/graph\/flows\/\d+\/photos\/abc\?tenant=acme&/);
    expect(url).toMatch(/^\/flows\/\d+\/photos\/[0-9a-f]{32}\?tenant=acme&expires=\d+&signature=[\w-]{43}$/);
  });

  test('to an erased photo is NOT_FOUND', async () => {
    const { photo } = await photos.upload(app, flow, bytes);
    await photos.erase('acme', flow, photo.photoId);
    expect(await refusal(url)).toBe('NOT_FOUND');
  });

  test('has a size within the limits', async () => {
    const [photo] = await photosOf(flow);
    const id = photo?.photoId ?? '';
    for (const size of [15, 4097, 16.5, -1, Number.NaN])
      expect(() => photos.linkTo('acme', flow, id, size)).toThrow('maxSize');
    expect(photos.linkTo('acme', flow, id, 16)).toContain('&maxSize=16');
    for (const size of ['', '15', '4097', '1e2', '0x20', '+20', '20.0'])
      await expect(download(`${url}&maxSize=${encodeURIComponent(size)}`)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'maxSize' },
      });
    // An image that fits is unchanged.
    expect((await download(`${url}&maxSize=300`)).equals(bytes)).toBe(true);
    expect((await download(`${url}&maxSize=30`)).length).toBeLessThan(bytes.length / 10);
  });
});
