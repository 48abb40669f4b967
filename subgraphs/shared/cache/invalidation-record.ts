import { compileGlob, type TextMatcher } from './glob.ts';
import type { InvalidationTarget } from './invalidation-target.ts';

const REMEMBERED = 1024;

/** What an invalidation is compared with. */
export interface Subject {
  readonly entryName: string;
  readonly text: string | undefined;
}

/** A moment in the record. */
export interface Mark {
  readonly epoch: number;
  readonly sequence: number;
}

interface Event {
  readonly entries: ReadonlySet<string>;
  readonly stamps: ReadonlySet<string>;
  readonly hasTags: boolean;
  readonly matches: TextMatcher | undefined;
}

/**
 * The invalidations that this process has heard, lately. A flight marks the moment when it begins and asks at its end
 * what came since. An unheard invalidation (the subscriber was cut) begins another epoch, which touches everything.
 */
export class InvalidationRecord {
  #mark: Mark = { epoch: 0, sequence: 0 };
  #events: Event[] = [];

  /** Now. The same object until something is added. */
  mark(): Mark {
    return this.#mark;
  }

  add(target: InvalidationTarget): void {
    this.#mark = { ...this.#mark, sequence: this.#mark.sequence + 1 };
    this.#events.push({
      entries: new Set(target.entries),
      stamps: new Set(target.stamps),
      hasTags: target.stamps.some((stamp) => stamp.startsWith('t:')),
      matches: target.pattern === undefined ? undefined : compileGlob(target.pattern),
    });
    if (this.#events.length > REMEMBERED) this.#events.shift();
  }

  /** Invalidations may have been missed. */
  addGap(): void {
    this.#mark = { ...this.#mark, epoch: this.#mark.epoch + 1 };
  }

  /** Whether the stamp may have got another version since the mark. */
  touchesStamp(since: Mark, stamp: string): boolean {
    if (since === this.#mark) return false;
    return (
      since.epoch !== this.#mark.epoch || this.#someSince(since, (event) => event.stamps.has(stamp))
    );
  }

  /** Whether anything since the mark invalidates a value with these stamps. */
  touches(since: Mark, subject: Subject, stamps: readonly string[]): boolean {
    return since.epoch !== this.#mark.epoch || this.names(since, subject, stamps);
  }

  /** Whether something that was heard since the mark does; what was missed is not asked about. */
  names(since: Mark, subject: Subject, stamps: readonly string[]): boolean {
    return this.#someSince(since, (event) => namesSubject(event, subject, stamps));
  }

  /** The same for a value whose tags are not known before its load ends: any tag might be one of them. */
  mightTouch(since: Mark, subject: Subject, knownStamps: readonly string[]): boolean {
    if (since.epoch !== this.#mark.epoch) return true;
    return this.#someSince(
      since,
      (event) => event.hasTags || namesSubject(event, subject, knownStamps),
    );
  }

  #someSince(since: Mark, predicate: (event: Event) => boolean): boolean {
    const count = this.#mark.sequence - since.sequence;
    if (count === 0) return false;
    return count > this.#events.length || this.#events.slice(-count).some(predicate);
  }
}

function namesSubject(event: Event, subject: Subject, stamps: readonly string[]): boolean {
  return (
    event.entries.has(subject.entryName) ||
    stamps.some((stamp) => event.stamps.has(stamp)) ||
    (subject.text !== undefined && event.matches?.(subject.text) === true)
  );
}
