import type { IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { RequestOptions } from 'node:https';
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary.js';
import type { MongoBinaryOpts } from 'mongodb-memory-server-core/lib/util/MongoBinary.js';
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload.js';
import { abortable } from '../abortable.ts';
import { errorMessage } from '../embedded-mongod-error.ts';
import { majorMinor } from '../version.ts';
import type { Binary, Fetch } from './binary.ts';
import { intoCache } from './cache.ts';

/** The first is for new data; the others open data of their own series. */
const releases = ['8.2.6', '8.0.4', '7.0.16', '6.0.20'] as const;
/** The library's own attempt takes 7 s to find out that there is no internet. */
const probeMs = 1_500;

export async function downloadOfficial(fetch: Fetch): Promise<Binary> {
  const { dataVersion, signal } = fetch;
  const version = releases.find(
    (release) => dataVersion === undefined || majorMinor(release) === dataVersion,
  );
  if (version === undefined) throw new Error(`no release of MongoDB ${dataVersion ?? ''} is known here`);
  return intoCache(fetch, async (downloadDir) => {
    const { os } = await DryMongoBinary.generateOptions({ version, downloadDir });
    const download = new StrictDownload({ version, downloadDir, os, checkMD5: true }, fetch);
    return abortable(download.getMongodPath(), signal);
  });
}

/** The library's downloader, but it asks first whether the host answers, checks certificates, and prints nothing. */
class StrictDownload extends MongoBinaryDownload {
  private readonly fetch: Fetch;

  constructor(options: MongoBinaryOpts, fetch: Fetch) {
    super(options);
    this.fetch = fetch;
  }

  override async httpDownload(
    url: URL,
    options: RequestOptions,
    downloadLocation: string,
    tempDownloadLocation: string,
  ): Promise<string> {
    // The library accepts any certificate unless npm happens to have set a variable. What comes is going to be run.
    const strict = { ...options, rejectUnauthorized: true, signal: this.fetch.signal };
    await probe(url, strict);
    return super.httpDownload(url, strict, downloadLocation, tempDownloadLocation);
  }

  override printDownloadProgress({ length }: { length: number }): void {
    this.dlProgress.current += length;
    this.fetch.onProgress({
      message: `Downloading MongoDB ${this.binaryOpts.version}`,
      done: this.dlProgress.current,
      total: this.dlProgress.length,
    });
  }
}

/** Through the same proxy as the download. Any answer will do: what it means, the download finds out. */
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
