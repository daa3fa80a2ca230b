import { z } from 'zod';

/** `POST /api/session`: the token, for a cookie that stands for it. */
export const SessionRequest = z.object({ token: z.string().min(1).max(1000) });
export const SessionResponse = z.object({ open: z.literal(true) });
