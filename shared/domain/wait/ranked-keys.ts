import { compareOrderKeys, type OrderKey } from '#shared/domain/priority.ts';

type Node = { key: OrderKey; heap: number; size: number; left: Node | null; right: Node | null };

/**
 * A set of order keys that can say how many stand before a key, in O(log n) expected: a treap whose heap values are hashes
 * of the uids, so that the same entries always give the same tree.
 */
export type RankedKeys = { root: Node | null };

export function newRankedKeys(): RankedKeys {
  return { root: null };
}

export function insertKey(keys: RankedKeys, key: OrderKey): void {
  const [before, after] = split(keys.root, key);
  keys.root = merge(merge(before, { key, heap: hash(key.uid), size: 1, left: null, right: null }), after);
}

export function removeKey(keys: RankedKeys, key: OrderKey): void {
  keys.root = remove(keys.root, key);
}

export function countKeys(keys: RankedKeys): number {
  return sizeOf(keys.root);
}

/** How many keys stand strictly before `key`, whether or not it is in the set. */
export function countBefore(keys: RankedKeys, key: OrderKey): number {
  let count = 0;
  let node = keys.root;
  while (node) {
    if (compareOrderKeys(node.key, key) < 0) {
      count += 1 + sizeOf(node.left);
      node = node.right;
    } else {
      node = node.left;
    }
  }
  return count;
}

export function firstKey(keys: RankedKeys): OrderKey | null {
  let node = keys.root;
  while (node?.left) node = node.left;
  return node?.key ?? null;
}

function sizeOf(node: Node | null): number {
  return node ? node.size : 0;
}

function resize(node: Node): Node {
  node.size = 1 + sizeOf(node.left) + sizeOf(node.right);
  return node;
}

/** Keys before `key`, and the rest. */
function split(node: Node | null, key: OrderKey): [Node | null, Node | null] {
  if (!node) return [null, null];
  if (compareOrderKeys(node.key, key) < 0) {
    const [before, after] = split(node.right, key);
    node.right = before;
    return [resize(node), after];
  }
  const [before, after] = split(node.left, key);
  node.left = after;
  return [before, resize(node)];
}

function merge(a: Node | null, b: Node | null): Node | null {
  if (!a) return b;
  if (!b) return a;
  if (a.heap > b.heap) {
    a.right = merge(a.right, b);
    return resize(a);
  }
  b.left = merge(a, b.left);
  return resize(b);
}

function remove(node: Node | null, key: OrderKey): Node | null {
  if (!node) return null;
  const side = compareOrderKeys(key, node.key);
  if (side === 0) return merge(node.left, node.right);
  if (side < 0) node.left = remove(node.left, key);
  else node.right = remove(node.right, key);
  return resize(node);
}

/** FNV-1a with a final mix: neighbouring uids must not give neighbouring heap values. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
