package io.eventlake.family.xp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What counts is a function of the set of claims. */
class XpPropertyTest {

  private static final int ROUNDS = 3_000;

  private final long seed = Long.getLong("eventlake.seed", 20);

  /** In any order, repeated, delivered in any number of pages; and as the slow oracle says. */
  @Test
  void noOrderRepetitionOrSplitShows() {
    System.out.println("eventlake.seed=" + seed);
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed * ROUNDS + round);
      Claims claims = claims(random);
      XpRules once = claims.count();
      List<String> expected = Claims.told(once);
      assertThat(SlowXp.earnings(claims.events, claims.current()))
          .as("seed %s, round %s: %s %s", seed, round, claims.events, claims.current())
          .isEqualTo(expected);

      Claims again = new Claims();
      again.events.addAll(claims.events);
      again.events.addAll(some(claims.events, random));
      Collections.shuffle(again.events, random);
      again.results.addAll(claims.results);
      again.results.addAll(some(claims.results, random));
      Collections.shuffle(again.results, random);
      split(again.results, random);
      XpRules other = again.count();
      assertThat(Claims.told(other)).as("seed %s, round %s", seed, round).isEqualTo(expected);
      assertThat(roles(other)).as("seed %s, round %s", seed, round).isEqualTo(roles(once));
    }
  }

  private static List<String> roles(XpRules rules) {
    return rules.claims().stream().map(claim -> claim + " " + claim.bundled).sorted().toList();
  }

  /** A copy of each is delivered at another time. */
  private static void split(List<ResultVersion> results, Random random) {
    for (int i = 0; i < results.size(); i++) {
      ResultVersion one = results.get(i);
      ResultVersion copy = new ResultVersion();
      copy.id = one.id;
      copy.student = one.student;
      copy.activity = one.activity;
      copy.attempt = one.attempt;
      copy.state = one.state;
      copy.graded = one.graded;
      copy.banked = one.banked;
      copy.xp = one.xp;
      copy.scored = one.scored;
      copy.modified = one.modified;
      copy.delivery = random.nextInt(5);
      copy.row = i;
      results.set(i, copy);
    }
  }

  private static <T> List<T> some(List<T> all, Random random) {
    return all.stream().filter(one -> random.nextBoolean()).toList();
  }

  /** Few activities, XP and minutes, so that much falls together. */
  private static Claims claims(Random random) {
    Claims claims = new Claims();
    int events = random.nextInt(7);
    for (int i = 0; i < events; i++) {
      claims.event("e" + i, activity(random), attempt(random), random.nextInt(5), minutes(random));
    }

    int results = random.nextInt(6);
    for (int i = 0; i < results; i++) {
      String activity = activity(random);
      claims.result("r" + i, activity, attempt(random), xp(random), minutes(random));
      claims.last().banked = random.nextBoolean();
      claims.last().graded = random.nextInt(5) > 0;
      double modified = 0;
      for (int n = random.nextInt(3); n > 0; n--) {
        modified += 1 + random.nextInt(900);
        ResultState state = random.nextInt(4) == 0 ? ResultState.TOBEDELETED : ResultState.ACTIVE;
        claims.then(state, xp(random), 200 + modified);
      }
    }

    return claims;
  }

  private static String activity(Random random) {
    return List.of("video", "article", "exercise").get(random.nextInt(3));
  }

  private static Integer attempt(Random random) {
    int attempt = random.nextInt(4);
    return attempt == 0 || attempt == 3 ? null : (Integer) attempt;
  }

  private static Integer xp(Random random) {
    return random.nextInt(8) == 0 ? null : (Integer) random.nextInt(5);
  }

  private static double minutes(Random random) {
    return List.of(0.0, 0.5, 1.0, 5.0, 9.0, 30.0, 60.0, 61.0, 120.0).get(random.nextInt(9));
  }

  /** Most rounds are about something. */
  @Test
  void theClaimsAreOfManyKinds() {
    List<String> flags = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      flags.addAll(claims(new Random(round)).earnings());
    }

    for (String kind : List.of("void", "bundled", "suspected", "unexplained", "differs")) {
      assertThat(flags).as(kind).filteredOn(told -> told.endsWith(kind)).hasSizeGreaterThan(9);
    }
  }
}
