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
import java.util.regex.Pattern;

/** The persons that are named in an item: their ids as sent, sorted, and their names. */
public final class NamedPersons {

  /** A shorter name stands in other words. */
  private static final int MIN_NAME = 3;

  private static final int UUID_LENGTH = 36;

  private static final Pattern SITE =
      Pattern.compile("https?://[^/?#]*/?", Pattern.CASE_INSENSITIVE);

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
      if (!others.contains(id) && ids.add(id) && SITE.matcher(id).matches()) {
        sites.add(id);
      }
    }
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
}
