import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { GraphRagError } from '../domain/errors.ts';
import { type Reason, reasonFor, saidBy } from '../domain/reason.ts';

const MEBIBYTE = 1024 * 1024;

/** What one upload may bring. A document that is too large to be read is the reader's to report; this guards memory. */
const UPLOAD_LIMITS = {
  files: 20_000,
  fileBytes: 64 * MEBIBYTE,
  totalBytes: 512 * MEBIBYTE,
} as const;

type UploadLimits = { readonly [Name in keyof typeof UPLOAD_LIMITS]: number };

/** An upload, as it was sent. */
export interface Upload {
  files: { name: string; bytes: Uint8Array }[];
  /** The field `failed`, text as sent; absent when there is none. */
  failed?: string;
}

/** Reads the parts named `files` of a multipart body, and its field `failed`, into memory; bodies of other kinds pass by. */
export function receiveFiles(limits: UploadLimits = UPLOAD_LIMITS): RequestHandler {
  const receive = multer({
    storage: boundedMemory(limits.totalBytes),
    preservePath: true,
    defParamCharset: 'utf8',
    limits: {
      files: limits.files,
      fileSize: limits.fileBytes,
      fields: 1,
      fieldSize: 4 * MEBIBYTE,
      headerPairs: 50,
    },
  }).array('files');
  return (request, response, next) => {
    receive(request, response, (error: unknown) => {
      if (error instanceof GraphRagError) next(error);
      else if (error) next(refused(error, limits));
      else {
        if (request.is('multipart/form-data')) response.locals.upload = takeUpload(request);
        next();
      }
    });
  };
}

/** Takes what multer left on the request; the body is ours to parse only where it is JSON. */
function takeUpload(request: Request): Upload {
  const files = (request.files ?? []) as Express.Multer.File[];
  const failed: unknown = request.body?.failed;
  request.body = undefined;
  return {
    files: files.map(({ originalname, buffer }) => ({ name: originalname, bytes: buffer })),
    ...(typeof failed === 'string' ? { failed } : {}),
  };
}

/** What `receiveFiles` has read; null when the body was not multipart. */
export function receivedUpload(response: Response): Upload | null {
  return (response.locals.upload as Upload | undefined) ?? null;
}

/** Multer's memory storage with a limit on all files of a request together. */
function boundedMemory(totalBytes: number): multer.StorageEngine {
  const received = new WeakMap<Request, number>();
  return {
    _handleFile(request, file, done) {
      const pieces: Buffer[] = [];
      let refusedAlready = false;
      file.stream.on('data', (piece: Buffer) => {
        const total = (received.get(request) ?? 0) + piece.length;
        received.set(request, total);
        if (total <= totalBytes) pieces.push(piece);
        else if (!refusedAlready) {
          refusedAlready = true;
          const megabytes = totalBytes / MEBIBYTE;
          const reason = reasonFor('upload-too-large', { megabytes });
          done(tooMuch(`All files together are larger than ${megabytes} MiB`, reason));
        }
      });
      file.stream.on('error', (error: Error) => done(error));
      file.stream.on('end', () => {
        const buffer = Buffer.concat(pieces);
        if (!refusedAlready) done(null, { buffer, size: buffer.length });
      });
    },
    _removeFile(_request, _file, done) {
      done(null);
    },
  };
}

/** Multer's and its parser's errors in our words: keeping bytes in memory fails in no other way. */
function refused(error: unknown, limits: UploadLimits): GraphRagError {
  const code = error instanceof multer.MulterError ? error.code : null;
  const megabytes = limits.fileBytes / MEBIBYTE;
  if (code === 'LIMIT_FILE_SIZE')
    return tooMuch(`A file is larger than ${megabytes} MiB`, reasonFor('file-too-large', { megabytes }));
  const most = limits.files;
  if (code === 'LIMIT_FILE_COUNT')
    return tooMuch(`More than ${most} files in one request`, reasonFor('too-many-files', { most }));
  const problem = error instanceof Error ? error.message : 'not a form';
  return new GraphRagError('request-invalid', `The upload could not be read: ${problem}`, {
    reason: reasonFor('upload-unreadable', {}, saidBy(problem)),
    hint: 'Send each file as a part named "files", its filename the source.',
    cause: error,
  });
}

function tooMuch(message: string, reason: Reason): GraphRagError {
  return new GraphRagError('request-invalid', message, {
    reason,
    hint: 'Send fewer or smaller files at once.',
  });
}
