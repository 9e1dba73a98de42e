package io.eventlake.family.caliper.persons;

import java.util.Arrays;

/**
 * Texts to look for, all at once, so that a thousand persons cost no more than one. A step for each
 * character, from whichever place a text is looked for; capital and small letters are the same. Not
 * for several threads.
 */
final class TextTrie {

  /** Where each search begins. */
  static final int ROOT = 0;

  /** No text goes on like that. */
  static final int NONE = -1;

  private static final int INITIAL = 1 << 8;

  /** Node and character, plus one so that none is 0, in an open table; and where they lead. */
  private long[] steps = new long[INITIAL];

  private int[] targets = new int[INITIAL];
  private int nodes = 1;

  /** By node: what stands for the text that ends there, wherever it is. */
  private String[] anywhere = new String[INITIAL];

  /** The same of a text that counts only as a whole part of an IRI. */
  private String[] asPart = new String[INITIAL];

  void add(String text, String instead) {
    int node = insert(text);
    anywhere[node] = anywhere[node] == null ? instead : anywhere[node];
  }

  void addPart(String text, String instead) {
    int node = insert(text);
    asPart[node] = asPart[node] == null ? instead : asPart[node];
  }

  private int insert(String text) {
    int node = ROOT;
    for (int i = 0; i < text.length(); i++) {
      int next = step(node, text.charAt(i));
      node = next == NONE ? addNode(node, text.charAt(i)) : next;
    }

    return node;
  }

  private int addNode(int from, char by) {
    if (2 * nodes >= steps.length) {
      grow();
    }
    if (nodes == anywhere.length) {
      anywhere = Arrays.copyOf(anywhere, 2 * nodes);
      asPart = Arrays.copyOf(asPart, 2 * nodes);
    }

    put(key(from, by), nodes);
    return nodes++;
  }

  private void grow() {
    long[] oldSteps = steps;
    int[] oldTargets = targets;
    steps = new long[2 * oldSteps.length];
    targets = new int[2 * oldSteps.length];
    for (int i = 0; i < oldSteps.length; i++) {
      if (oldSteps[i] != 0) {
        put(oldSteps[i], oldTargets[i]);
      }
    }
  }

  private void put(long key, int target) {
    int slot = slot(key);
    steps[slot] = key;
    targets[slot] = target;
  }

  /** Where a character leads to, or {@link #NONE}. */
  int step(int node, char by) {
    int slot = slot(key(node, by));
    return steps[slot] == 0 ? NONE : targets[slot];
  }

  private static long key(int node, char by) {
    return ((long) node << Character.SIZE | Folded.of(by)) + 1;
  }

  private int slot(long key) {
    int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & steps.length - 1;
    while (steps[slot] != 0 && steps[slot] != key) {
      slot = slot + 1 & steps.length - 1;
    }

    return slot;
  }

  /** What stands for the text that ends at a node; null where none does. */
  String anywhere(int node) {
    return anywhere[node];
  }

  /** The same of a whole part of an IRI. */
  String asPart(int node) {
    return asPart[node];
  }
}
