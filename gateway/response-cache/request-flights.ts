import type { SentAnswer } from './send-answer.ts';

/** One of several equal requests. */
export interface Passenger {
  /** Takes the whole way; with the flight when others wait for what comes of it. */
  readonly goOn: (flight?: RequestFlight) => void;
  /** Is given the answer of the one that took it. */
  readonly answer: (answer: SentAnswer) => void;
}

/**
 * Requests that arrive in the same turn of the event loop and are equal to the byte: the first goes the whole way, and the
 * others wait for its answer. It sets out after all of them have arrived, so nobody is given what is older than the own question:
 * the rule of `JoinedCalls`, before anything is parsed.
 */
export class RequestFlights {
  #boarding = new Map<string, RequestFlight>();

  board(request: string, passenger: Passenger): void {
    const boarding = this.#boarding.get(request);
    if (boarding !== undefined) {
      boarding.add(passenger);
      return;
    }
    if (this.#boarding.size === 0) setImmediate(() => this.#depart());
    this.#boarding.set(request, new RequestFlight(passenger));
  }

  #depart(): void {
    const flights = this.#boarding;
    this.#boarding = new Map();
    for (const flight of flights.values()) flight.depart();
  }
}

/** A request on its way, and those that wait for its answer. */
export class RequestFlight {
  readonly #first: Passenger;
  #others: Passenger[] = [];

  constructor(first: Passenger) {
    this.#first = first;
  }

  add(passenger: Passenger): void {
    this.#others.push(passenger);
  }

  depart(): void {
    if (this.#others.length === 0) this.#first.goOn();
    else this.#first.goOn(this);
  }

  /** Answers those that wait. */
  land(answer: SentAnswer): void {
    for (const passenger of this.#take()) passenger.answer(answer);
  }

  /** The answer may not be theirs, or there is none: each goes the whole way, too. Does nothing after a landing. */
  disperse(): void {
    for (const passenger of this.#take()) passenger.goOn();
  }

  #take(): readonly Passenger[] {
    const others = this.#others;
    this.#others = [];
    return others;
  }
}
