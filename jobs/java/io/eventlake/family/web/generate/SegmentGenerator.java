package io.eventlake.family.web.generate;

import io.eventlake.event.SegmentItem;
import io.eventlake.family.Dice;
import io.eventlake.operator.segment.SegmentMembership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The segments of the users that {@link EventGenerator} makes of the same options. Some begin or
 * end in mid-stream and some are left and joined again, so that a session's start decides.
 */
public final class SegmentGenerator implements Iterable<SegmentItem> {

  private static final String[] SEGMENTS = {
    "returning", "deal_hunter", "newsletter", "enterprise", "power_user", "student"
  };

  private final GeneratorOptions options;

  public SegmentGenerator(GeneratorOptions options) {
    this.options = options;
  }

  /** All items, user by user; no two validities of a user and segment overlap. */
  @Override
  public Iterator<SegmentItem> iterator() {
    return new Items();
  }

  /** The memberships by {@code user_id_hash}; users without any are absent. */
  public Map<String, List<SegmentMembership>> memberships() {
    Map<String, List<SegmentMembership>> memberships = new LinkedHashMap<>();
    for (SegmentItem item : this) {
      memberships
          .computeIfAbsent(item.userIdHash(), user -> new ArrayList<>(4))
          .add(membership(item));
    }
    return memberships;
  }

  private static SegmentMembership membership(SegmentItem item) {
    return new SegmentMembership(
        item.segmentKey(),
        item.validFrom().toEpochMilli(),
        item.validTo() == null ? Long.MAX_VALUE : item.validTo().toEpochMilli());
  }

  private final class Items implements Iterator<SegmentItem> {

    /** Another sequence than the events', which begins with the seed itself. */
    private final Dice dice = new Dice(~options.seed);

    private Iterator<SegmentItem> ofUser = new ArrayList<SegmentItem>().iterator();
    private int user;

    @Override
    public boolean hasNext() {
      while (!ofUser.hasNext() && user < options.users) {
        ofUser = itemsOf(Users.id(options.seed, user++)).iterator();
      }
      return ofUser.hasNext();
    }

    @Override
    public SegmentItem next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The segments of all users are given.");
      }
      return ofUser.next();
    }

    private List<SegmentItem> itemsOf(String userId) {
      List<SegmentItem> items = new ArrayList<>();
      for (String segment : SEGMENTS) {
        if (dice.chance(0.3)) {
          addValidities(items, userId, segment);
        }
      }
      return items;
    }

    private void addValidities(List<SegmentItem> items, String userId, String segment) {
      Instant before = options.start.minus(Duration.ofDays(dice.between(1, 400)));
      if (dice.chance(0.6)) {
        items.add(new SegmentItem(userId, segment, before, null));
        return;
      }

      Instant left = withinStream();
      items.add(new SegmentItem(userId, segment, before, left));
      if (dice.chance(0.5)) {
        Instant joined = left.plus(Duration.ofMinutes(dice.between(0, 60)));
        items.add(new SegmentItem(userId, segment, joined, null));
      }
    }

    private Instant withinStream() {
      long spanMillis = Math.min(options.span().toMillis(), Duration.ofDays(1).toMillis());
      return options.start.plusMillis(dice.between(0, spanMillis));
    }
  }
}
