import type { IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { RequestOptions } from 'node:https';
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary.js';
import type { MongoBinaryOpts } from 'mongodb-memory-server-core/lib/util/MongoBinary.js';
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload.js';
import { abortable } from '../abortable.ts';
import { errorMessage } from '../errors.ts';
import { majorMinor } from './binary.ts';
import type { Binary, FetchOptions } from './binary.ts';
import { addToCache } from './cache.ts';

/** The first is for new data. The others open the data of their own series. */
const releases = ['8.2.6', '8.0.4', '7.0.16', '6.0.20'] as const;
/** The library itself takes 7 s to detect that there is no internet. */
const probeMs = 1_500;

export async function downloadOfficial(options: FetchOptions): Promise<Binary> {
  const { dataVersion, signal } = options;
  const version = releases.find(
    (release) => dataVersion === undefined || majorMinor(release) === dataVersion,
  );
  if (version === undefined) throw new Error(`no release of MongoDB ${dataVersion ?? ''} is known here`);
  return addToCache(options, async (downloadDir) => {
    const { os } = await DryMongoBinary.generateOptions({ version, downloadDir });
    const download = new StrictDownload({ version, downloadDir, os, checkMD5: true }, options);
    return abortable(download.getMongodPath(), signal);
  });
}

/**
 * The library's downloader, with a check that the host answers, a check of certificates, and without output. It is not part of the
 * library's public interface, so package.json pins the exact version.
 */
class StrictDownload extends MongoBinaryDownload {
  private readonly fetchOptions: FetchOptions;

  constructor(binaryOptions: MongoBinaryOpts, fetchOptions: FetchOptions) {
    super(binaryOptions);
    this.fetchOptions = fetchOptions;
  }

  override async httpDownload(
    url: URL,
    options: RequestOptions,
    downloadLocation: string,
    tempDownloadLocation: string,
  ): Promise<string> {
    // The library accepts any certificate unless a variable of npm is set. The download is going to be executed.
    const strict = { ...options, rejectUnauthorized: true, signal: this.fetchOptions.signal };
    await probe(url, strict);
    return super.httpDownload(url, strict, downloadLocation, tempDownloadLocation);
  }

  override printDownloadProgress({ length }: { length: number }): void {
    this.dlProgress.current += length;
    this.fetchOptions.onProgress({
      message: `Downloading MongoDB ${this.binaryOpts.version}`,
      done: this.dlProgress.current,
      total: this.dlProgress.length,
    });
  }
}

/** Sends a request through the same proxy as the download. Any answer counts; the download handles its status. */
async function probe(url: URL, options: RequestOptions): Promise<void> {
  const request = url.protocol === 'http:' ? requestHttp : requestHttps;
  const deadline = AbortSignal.timeout(probeMs);
  const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
  try {
    await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { ...options, method: 'HEAD', signal }, resolve)
        .once('error', reject)
        .end();
    }).then((response) => response.destroy());
  } catch (error) {
    const why = deadline.aborted ? `no answer in ${probeMs / 1_000} s` : errorMessage(error);
    throw new Error(`${url.host} cannot be reached (${why})`, { cause: error });
  }
}
