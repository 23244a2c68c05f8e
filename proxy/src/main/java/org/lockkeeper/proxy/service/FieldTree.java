package org.lockkeeper.proxy.service;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The body places of one operation as a tree, so that a body is read in one pass and everything
 * outside the tree is skipped. Built once, then only read.
 */
final class FieldTree {

  /** How many named members of one object may be of interest: the bits of a {@code long}. */
  static final int MOST_SIBLINGS = 64;

  /** Stands for every node that is not there. */
  static final Node NOWHERE = new Node("", 0);

  private final Node root = new Node("", 0);
  private final boolean foldNames;
  private final boolean numbersAsTexts;

  /** A tree in which names are what they are, and texts are strings. */
  FieldTree() {
    this(false, false);
  }

  /**
   * @param foldNames whether member names count as equal when only their case differs
   * @param numbersAsTexts whether a JSON number or truth value may stand for a text
   */
  FieldTree(boolean foldNames, boolean numbersAsTexts) {
    this.foldNames = foldNames;
    this.numbersAsTexts = numbersAsTexts;
  }

  /** Whether a JSON number or truth value may stand for a text. */
  boolean numbersAsTexts() {
    return numbersAsTexts;
  }

  /**
   * Gives the value at a place one more role.
   *
   * @throws IllegalArgumentException if an object has more than {@value #MOST_SIBLINGS} places
   */
  void add(List<String> segments, Role role) {
    Node node = root;
    for (String segment : segments) {
      if (role == Role.TEXT) {
        node.leadsToText = true;
      }
      node = segment.equals("*") ? node.wildcard() : node.named(segment, name(segment));
    }
    node.roles |= role.bit();
  }

  Node root() {
    return root;
  }

  /** Whether nothing in a body is of interest. */
  boolean isEmpty() {
    return root.isLeaf();
  }

  /** The name by which a member is looked up. */
  String name(String written) {
    return foldNames ? folded(written) : written;
  }

  /**
   * Lower case as Go's encoding/json folds names: beyond ASCII two letters fold into it, the long s
   * and the Kelvin sign. Whoever misses them lets {@code "meſſage"} through.
   */
  private static String folded(String name) {
    for (int at = 0; at < name.length(); at++) {
      char letter = name.charAt(at);
      if ((letter >= 'A' && letter <= 'Z') || letter > 0x7F) {
        return name.replace('\u017F', 's').replace('\u212A', 'k').toLowerCase(Locale.ROOT);
      }
    }
    return name;
  }

  /** One level of the tree. */
  static final class Node {
    private final Map<String, Node> named = new HashMap<>();
    private Node any;
    private final String segment;
    private final long bit;
    private int roles;
    private boolean leadsToText;

    @SuppressWarnings("NullAway") // NOWHERE's own wildcard is itself, set while it is being made.
    private Node(String segment, long bit) {
      this.segment = segment;
      this.bit = bit;
      this.any = NOWHERE == null ? this : NOWHERE;
    }

    /** The node of a member, or of any member, or {@link #NOWHERE}. */
    Node child(String name) {
      return named.getOrDefault(name, any);
    }

    /** The node of every element. */
    Node element() {
      return any;
    }

    int roles() {
      return roles;
    }

    /** Whether a text stands somewhere below. */
    boolean leadsToText() {
      return leadsToText;
    }

    boolean isLeaf() {
      return named.isEmpty() && any == NOWHERE;
    }

    /** This node's bit among its named siblings; 0 for a wildcard. */
    long bit() {
      return bit;
    }

    /** The last segment of the pointer here: the described name, else the one that came. */
    String segmentFor(String came) {
      return bit == 0 ? Place.escaped(came) : segment;
    }

    private Node wildcard() {
      if (any == NOWHERE) {
        any = new Node("*", 0);
      }
      return any;
    }

    private Node named(String written, String lookedUp) {
      Node child = named.get(lookedUp);
      if (child == null) {
        if (named.size() == MOST_SIBLINGS) {
          throw new IllegalArgumentException(
              "one object can have " + MOST_SIBLINGS + " places at most");
        }
        child = new Node(Place.escaped(written), 1L << named.size());
        named.put(lookedUp, child);
      }
      return child;
    }
  }
}
