package io.eventlake.family.caliper.persons;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is passed over without a closer look names nobody. */
class NeedlesTest {

  private static final int ROUNDS = 20_000;

  private static final List<String> IDS =
      List.of(
          "https://lms.example/users/ann77",
          "https://lms.example/users/5",
          "https://lms.example/",
          "urn:uuid:6f1e1c5a-0d3b-4c52-9a76-000000000001",
          "mailto:Bob@example.org",
          "student1");

  private static final List<String> NAMES = List.of("Ann Lee", "Zoë Käfer", "Kim", "\u212Aarl");

  private static final List<String> BETWEEN =
      List.of(
          "", " ", "/", "?user=", "x", "@", "%", "\"@context\"", "Week 3, page 77 of 5", "ann7");

  private final Pseudonyms pseudonyms =
      new Pseudonyms("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

  @Test
  void aTextThatIsPassedOverStaysAsItIs() {
    long seed = Seed.of(getClass(), 20261201L);
    Random random = new Random(seed);
    Needles needles = new Needles();
    int passed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      NamedPersons persons = persons(random);
      String text = text(random);
      needles.of(persons);
      boolean looked =
          NamedPersons.mayBeOthersIn(text) || needles.isIn(text.toCharArray(), 0, text.length());
      String without = new Replacement(pseudonyms, persons).of(text);
      assertThat(looked || without.equals(text))
          .as("seed %d, round %d: %s becomes %s", seed, i, text, without)
          .isTrue();
      assertThat(persons.mayBeIn(text) || without.equals(text))
          .as("as a short text; seed %d, round %d: %s becomes %s", seed, i, text, without)
          .isTrue();
      passed += looked ? 0 : 1;
    }

    assertThat(passed).as("texts that are passed over").isGreaterThan(ROUNDS / 20);
  }

  @Test
  void manyPersonsAreLookedForInEachText() {
    NamedPersons persons = new NamedPersons();
    for (int i = 0; i < 17; i++) {
      persons.addId("https://lms.example/users/" + i);
    }

    persons.settle();
    Needles needles = new Needles();
    needles.of(persons);
    assertThat(needles.isIn("quiet".toCharArray(), 0, 5)).isTrue();
    needles.of(new NamedPersons());
    assertThat(needles.isIn("quiet".toCharArray(), 0, 5)).isFalse();
  }

  private static NamedPersons persons(Random random) {
    NamedPersons persons = new NamedPersons();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String id = IDS.get(random.nextInt(IDS.size()));
      if (random.nextBoolean()) {
        persons.addId(id);
      } else {
        persons.addMention(id);
      }
    }
    if (random.nextBoolean()) {
      persons.addName(NAMES.get(random.nextInt(NAMES.size())));
    }

    persons.settle();
    return persons;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      List<String> persons = random.nextBoolean() ? IDS : NAMES;
      String person = persons.get(random.nextInt(persons.size()));
      String part = random.nextBoolean() ? person : NamedPersons.lastPart(person);
      text.append(BETWEEN.get(random.nextInt(BETWEEN.size())))
          .append(random.nextInt(3) > 0 ? "" : cased(part, random))
          .append(BETWEEN.get(random.nextInt(BETWEEN.size())));
    }

    return text.toString();
  }

  private static String cased(String text, Random random) {
    switch (random.nextInt(3)) {
      case 0:
        return text.toUpperCase(Locale.ROOT);
      case 1:
        return text.toLowerCase(Locale.ROOT);
      default:
        return text;
    }
  }
}
