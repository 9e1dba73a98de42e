package io.eventlake.family.caliper.persons;

import io.eventlake.family.caliper.rules.ControlledTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The persons that are named in an item: their ids as sent, sorted, and their names. */
public final class NamedPersons {

  /** A shorter name stands in other words. */
  private static final int MIN_NAME = 3;

  private static final int UUID_LENGTH = 36;

  /** A name with the sign of addresses that is in every event, and no address. */
  private static final String CONTEXT = "\"@context\"";

  private static final List<String> SCHEMES = List.of("http://", "https://");

  /** For more it is quicker to look at each text. */
  private static final int FEW = 16;

  private final SortedSet<String> ids = new TreeSet<>();

  /** Ids of whom an object or an address tells to be persons. */
  private final List<String> told = new ArrayList<>();

  /** Ids at places of persons whose objects, if they have any, are elsewhere. */
  private final List<String> mentions = new ArrayList<>();

  /** Ids of agents that are told to be no persons. */
  private final Set<String> others = new HashSet<>();

  /** What is only mentioned and is a site: its pages are not somebody's. */
  private final Set<String> sites = new HashSet<>();

  private final Set<String> names = new LinkedHashSet<>();

  /** Null where nobody asked for them. */
  private List<String> needles;

  void addId(String id) {
    told.add(id);
  }

  void addMention(String id) {
    mentions.add(id);
  }

  void addOther(String id) {
    others.add(id);
  }

  /** All that was found in a part. */
  void addAll(NamedPersons part) {
    told.addAll(part.told);
    mentions.addAll(part.mentions);
    others.addAll(part.others);
    names.addAll(part.names);
  }

  /** Who is only mentioned is a person unless the item says otherwise. */
  void settle() {
    ids.addAll(told);
    for (String id : mentions) {
      if (!others.contains(id) && ids.add(id) && isSiteRoot(id)) {
        sites.add(id);
      }
    }
  }

  private static boolean isSiteRoot(String id) {
    for (String scheme : SCHEMES) {
      if (Folded.begins(id, scheme)) {
        return isHost(id, scheme.length());
      }
    }

    return false;
  }

  /** True where nothing but a slash is behind the name of a host, which may be empty. */
  private static boolean isHost(String id, int from) {
    for (int i = from; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '?' || c == '#' || c == '/' && i < id.length() - 1) {
        return false;
      }
    }

    return true;
  }

  /** True for the id of an agent that the item itself says to be no person. */
  boolean isOther(String id) {
    return others.contains(id) && !ids.contains(id);
  }

  /** True for an id that counts as a whole text only. */
  boolean isSite(String id) {
    return sites.contains(id);
  }

  /** True for the id of an event that is no part of a person's. */
  boolean isEventId(String text) {
    return ControlledTexts.isEventId(text)
        && ids.stream().noneMatch(id -> id.endsWith(text.substring(text.length() - UUID_LENGTH)));
  }

  void addName(String name) {
    if (name.length() >= MIN_NAME) {
      names.add(name);
    }
  }

  /** Their ids as sent, sorted. */
  public Collection<String> ids() {
    return ids;
  }

  /** Their names as sent. */
  Set<String> names() {
    return names;
  }

  /**
   * What to look for first, folded: a text that holds none of these, and neither {@code %} nor
   * {@code @} ({@link #mayBeOthersIn}), names nobody. Null where there are too many to look for
   * each.
   */
  List<String> needles() {
    if (ids.size() + names.size() > FEW) {
      return null;
    }
    if (needles == null) {
      needles = new ArrayList<>();
      ids.forEach(id -> needles.add(needle(id)));
      names.forEach(name -> needles.add(Folded.of(name)));
    }

    return needles;
  }

  /** False for a short text that names none of them for certain. */
  public boolean mayBeIn(String text) {
    String folded = Folded.of(text);
    List<String> all = needles();
    return all == null || all.stream().anyMatch(folded::contains) || mayBeOthersIn(text);
  }

  /** True for a text, or JSON, in which persons may stand in other words. */
  public static boolean mayBeOthersIn(String text) {
    int at = text.indexOf('@');
    while (at > 0 && text.startsWith(CONTEXT, at - 1)) {
      at = text.indexOf('@', at + 1);
    }

    return at >= 0 || text.indexOf('%') >= 0;
  }

  static boolean mayBeOthersIn(char[] chars, int from, int to) {
    for (int at = from; at < to; at++) {
      if (chars[at] == '@' || chars[at] == '%') {
        return true;
      }
    }

    return false;
  }

  private static String needle(String id) {
    String part = lastPart(id);
    return Folded.of(part.isEmpty() ? id : part);
  }

  /** What is behind the last sign that parts an IRI. */
  static String lastPart(String id) {
    int at = id.length();
    while (at > 0 && "/:#".indexOf(id.charAt(at - 1)) < 0) {
      at--;
    }

    return id.substring(at);
  }
}
