import type { Job, JobState } from '../../domain/job.ts';

/** A job as it was at one moment. */
export interface JobEvent {
  /** Ascending within a job, across restarts too. */
  id: number;
  job: Job;
}

/** What happened to one job, for those who look now and those who come back later. */
export interface JobEvents {
  publish(job: Job): void;
  /** Events after `after`, then those that come; ends with the job's last event, with the signal, or when closed. */
  follow(after: number, signal: AbortSignal): AsyncGenerator<JobEvent, void>;
  close(): void;
}

/** Events kept a job; each tells the whole job, so that a gap before them loses nothing. */
const MOST_EVENTS = 500;
/** More than one run of a job can publish: the run's number times this, plus a count, is the event's id. */
const EVENTS_PER_RUN = 1_000_000;

const ENDED: ReadonlySet<JobState> = new Set(['done', 'failed', 'cancelled']);

/** True when nothing more will happen to the job. */
export function hasEnded(job: Job): boolean {
  return ENDED.has(job.state);
}

/** The events of one job. `job` is published at once when it has ended already, as its last event. */
export function createJobEvents(job: Job): JobEvents {
  const events: JobEvent[] = [];
  const followers = new Set<{ wake: () => void }>();
  let count = 0;
  let closed = false;

  function keep(event: JobEvent): void {
    events.push(event);
    if (events.length > MOST_EVENTS) events.shift();
    wakeAll();
  }

  function wakeAll(): void {
    for (const follower of followers) follower.wake();
  }

  if (hasEnded(job)) keep({ id: (job.interruptions + 1) * EVENTS_PER_RUN - 1, job });

  return {
    publish(next) {
      count += 1;
      keep({ id: next.interruptions * EVENTS_PER_RUN + count, job: next });
    },
    async *follow(after, signal) {
      const follower = { wake: () => {} };
      const onAbort = () => follower.wake();
      followers.add(follower);
      signal.addEventListener('abort', onAbort);
      let last = after;
      try {
        while (!signal.aborted) {
          const event = events.find(({ id }) => id > last);
          if (event) {
            yield event;
            last = event.id;
          } else if (closed || events.some((seen) => hasEnded(seen.job))) {
            return;
          } else {
            // Nothing runs between the look above and this line, so no event is missed.
            await new Promise<void>((resolve) => {
              follower.wake = resolve;
            });
          }
        }
      } finally {
        followers.delete(follower);
        signal.removeEventListener('abort', onAbort);
      }
    },
    close() {
      closed = true;
      wakeAll();
    },
  };
}
