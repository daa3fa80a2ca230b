/** The part of a pino logger that stores use. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** Says nothing. */
export const silentLogger: Logger = { info() {}, warn() {} };
