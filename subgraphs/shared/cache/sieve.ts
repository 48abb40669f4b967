/** What the queue knows of a thing that it may evict. */
export interface SieveNode {
  /** It was used since the hand last passed. */
  isVisited: boolean;
  newer: this | undefined;
  older: this | undefined;
}

/**
 * Whom to evict: SIEVE (Zhang et al., NSDI 2024). Things stand in a queue in the order of their arrival; a hit only sets a bit, and a
 * hand that goes from the oldest to the newest evicts the first one whose bit is not set, clearing the bits that it passes.
 * Compared with LRU a hit moves nothing, and what is used once goes soon.
 */
export class Sieve<Node extends SieveNode> {
  #newest: Node | undefined;
  #oldest: Node | undefined;
  #hand: Node | undefined;

  add(node: Node): void {
    node.older = this.#newest;
    if (this.#newest !== undefined) this.#newest.newer = node;
    this.#newest = node;
    this.#oldest ??= node;
  }

  remove(node: Node): void {
    const { newer, older } = node;
    if (this.#hand === node) this.#hand = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    node.newer = undefined;
    node.older = undefined;
  }

  /** Takes out the one to evict; undefined when there is none. */
  evict(): Node | undefined {
    let node = this.#hand ?? this.#oldest;
    while (node?.isVisited) {
      node.isVisited = false;
      node = node.newer ?? this.#oldest;
    }
    if (node === undefined) return undefined;
    this.#hand = node.newer;
    this.remove(node);
    return node;
  }

  clear(): void {
    this.#newest = undefined;
    this.#oldest = undefined;
    this.#hand = undefined;
  }
}
