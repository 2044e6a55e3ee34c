import { createHash } from 'node:crypto';
import type { Caller } from '../../../auth/index.ts';
import { DomainError } from '../../../kernel/errors.ts';
import { fieldError } from '../../shared/input.ts';
import { uploadedPhoto, type FlowPhotoRecord, type FlowState, type UploadedPhoto } from '../model/index.ts';
import { fileNameOf, parseFileName, type PhotoDependencies } from './dependencies.ts';
import { checkPixels, readHeader } from './picture.ts';

/** The client's statements about a photo before its bytes are received. */
export interface PhotoClaim {
  /** The expected SHA-256 of the bytes, in hexadecimal. */
  readonly sha256?: string | undefined;
  readonly stepId?: string | undefined;
}

export interface UploadDetails extends PhotoClaim {
  readonly takenAt?: Date | undefined;
}

export interface Upload {
  readonly photo: UploadedPhoto;
  /** False if the flow had the photo already. */
  readonly added: boolean;
  readonly url: string;
}

/** Uploads that are older than this have ended or never will. */
const maxUploadMs = 3_600_000;

/** Returns the flow if the caller may add a photo to it. Called before the bytes are received. */
export async function authorizePhoto(
  { flows }: PhotoDependencies,
  caller: Caller,
  interactionUniqueId: string,
  { stepId, sha256 }: PhotoClaim,
): Promise<FlowState> {
  const state = await flows.authorizeAddition(caller, interactionUniqueId, ({ photos }) =>
    photos.some((photo) => photo.sha256 === sha256),
  );
  if (stepId !== undefined && !state.steps.some(({ id }) => id === stepId))
    throw fieldError('NOT_FOUND', 'stepId', 'names no step of this flow');
  return state;
}

/** Saves the bytes, then adds the photo to the flow, then confirms the bytes. A sweep finishes uploads that were interrupted. */
export async function uploadPhoto(
  deps: PhotoDependencies,
  caller: Caller,
  flow: string,
  bytes: Buffer,
  { sha256, takenAt, stepId }: UploadDetails = {},
): Promise<Upload> {
  const { bucket, flows, links, semaphoreFor, clock } = deps;
  const { tenant } = caller;
  const checksum = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== undefined && sha256 !== checksum)
    throw new DomainError('CHECKSUM_MISMATCH', `The received bytes have the SHA-256 ${checksum}.`);
  await links.ready();
  const before = await authorizePhoto(deps, caller, flow, { stepId, sha256: checksum });
  const { interactionUniqueId } = before;
  const id = photoIdOf(interactionUniqueId, checksum);
  const url = () => links.linkTo(tenant, interactionUniqueId, id);
  const known = photoOf(before, id);
  const name = fileNameOf(interactionUniqueId, id);
  if (known !== undefined && (await bucket.stat(tenant, name)) !== undefined)
    return { photo: uploadedPhoto(known), added: false, url: url() };

  const picture = await readHeader(bytes);
  await semaphoreFor(picture)(() => checkPixels(bytes));
  const save = () => bucket.save(tenant, name, bytes, { ...picture, sha256: checksum }, clock.now());
  const isNew = await save();
  const photo: FlowPhotoRecord = known ?? {
    id,
    contentType: picture.contentType,
    size: bytes.length,
    sha256: checksum,
    width: picture.width,
    height: picture.height,
    takenAt: takenAt ?? clock.now(),
    stepId: stepId ?? null,
  };
  const state = await flows.addPhoto(caller, interactionUniqueId, photo).catch(async (error: unknown) => {
    // After an unknown outcome the bytes stay: the sweep confirms or discards them.
    if (isNew && isRefusal(error)) await bucket.discard(tenant, name, clock.now()).catch(() => undefined);
    throw error;
  });
  // A concurrent upload of the same photo may have been refused and have discarded the bytes.
  if (!(await bucket.confirm(tenant, name))) {
    await save();
    await bucket.confirm(tenant, name);
  }
  return { photo: uploadedPhoto(photoOf(state, id) ?? photo), added: known === undefined, url: url() };
}

/** Confirms or discards the bytes of uploads whose process died before it finished. */
export async function sweepUploads({ bucket, flows, clock }: PhotoDependencies): Promise<void> {
  const before = new Date(clock.now().getTime() - maxUploadMs);
  for await (const { tenant, naturalId } of bucket.unconfirmed(before)) {
    const { interactionUniqueId, photoId } = parseFileName(naturalId);
    const state = await flows.stateOf(tenant, interactionUniqueId);
    if (photoOf(state, photoId) !== undefined) await bucket.confirm(tenant, naturalId);
    else await bucket.discard(tenant, naturalId, clock.now());
  }
}

/** The same bytes have the same id in one flow, and different ids in different flows. */
const photoIdOf = (interactionUniqueId: string, checksum: string): string =>
  createHash('sha256').update(`${interactionUniqueId}:${checksum}`).digest('hex').slice(0, 32);

const photoOf = ({ photos }: FlowState, photoId: string): FlowPhotoRecord | undefined =>
  photos.find(({ id }) => id === photoId);

const isRefusal = (error: unknown): boolean => error instanceof DomainError && error.code !== 'UNAVAILABLE';
