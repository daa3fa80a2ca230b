import express from 'express';

const MEBIBYTE = 1024 * 1024;

/** Reads a small JSON body. */
export const jsonBody = express.json({ limit: MEBIBYTE });

/** Reads a JSON body that carries documents. */
export const jsonDocuments = express.json({ limit: 64 * MEBIBYTE });
