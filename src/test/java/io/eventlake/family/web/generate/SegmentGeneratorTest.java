package io.eventlake.family.web.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.SegmentItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentGeneratorTest {

  private final GeneratorOptions options = GeneratorOptions.events(10_000).users(500).build();
  private final List<SegmentItem> items = items(options);

  @Test
  void sameOptionsGiveTheSameItems() {
    assertThat(items(options)).usingRecursiveFieldByFieldElementComparator().isEqualTo(items);
  }

  @Test
  void noTwoValiditiesOfAUserAndSegmentOverlap() {
    Map<String, Instant> ends = new HashMap<>();
    for (SegmentItem item : items) {
      Instant end =
          ends.put(
              item.userIdHash() + item.segmentKey(),
              item.validTo() == null ? Instant.MAX : item.validTo());
      assertThat(item.validFrom()).isAfterOrEqualTo(end == null ? Instant.MIN : end);
      assertThat(item.validTo() == null || item.validTo().isAfter(item.validFrom())).isTrue();
    }
  }

  @Test
  void someMembershipsChangeInMidStream() {
    Instant end = options.start().plus(Duration.ofHours(6));

    assertThat(items)
        .filteredOn(item -> item.validTo() != null && item.validTo().isAfter(options.start()))
        .hasSizeGreaterThan(100)
        .allSatisfy(item -> assertThat(item.validTo()).isBefore(end));
    assertThat(items)
        .filteredOn(item -> item.validFrom().isAfter(options.start()))
        .hasSizeGreaterThan(50);
  }

  @Test
  void segmentsAreThoseOfTheUsersInTheEvents() {
    Set<Object> users = new HashSet<>();
    new EventGenerator(options)
        .forEachRemaining(event -> users.add(Tree.filled(event.content(), "user", "user_id_hash")));

    assertThat(new SegmentGenerator(options).memberships().keySet())
        .filteredOn(users::contains)
        .hasSizeGreaterThan(300);
  }

  private static List<SegmentItem> items(GeneratorOptions options) {
    List<SegmentItem> items = new ArrayList<>();
    new SegmentGenerator(options).forEach(items::add);
    return items;
  }
}
