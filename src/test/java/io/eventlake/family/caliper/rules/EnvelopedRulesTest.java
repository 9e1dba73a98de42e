package io.eventlake.family.caliper.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.caliper.rules.OwnFixtures.Broken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each document of the project's own is judged in an envelope as it is alone, wherever it is. */
class EnvelopedRulesTest {

  private static final CaliperModel MODEL = CaliperModel.of(CaliperModel.EXTENSIONS);
  private static final List<Integer> PLACES = List.of(0, 1, 99);
  private static final int ITEMS = 100;

  /** Needs no context, and so keeps the rules of either version. */
  private static final String NEIGHBOUR =
      "{\"type\":\"SystemIdentifier\",\"identifierType\":\"Other\",\"identifier\":\"a\"}";

  private final CaliperJudge strict = new CaliperJudge(MODEL, Strictness.STRICT, true);
  private final CaliperJudge intake = new CaliperJudge(MODEL, Strictness.INTAKE, true);

  @ParameterizedTest
  @ValueSource(strings = {Judged.V1P2, Judged.V1P1})
  void goodDocuments(String version) {
    List<String> wrong = new ArrayList<>();
    OwnFixtures.GOOD.forEach(
        (name, document) -> {
          String item = document.replace(Judged.V1P2, version);
          if (isItem(name)) {
            compare(name, told(strict, version, item), List.of("good", "good", "good"), wrong);
            assertThat(told(intake, version, item)).as(name).allMatch(v -> v.startsWith("good"));
            if (item.contains(version)) {
              String otherVersion = version.equals(Judged.V1P2) ? Judged.V1P1 : Judged.V1P2;
              compare(
                  name + " in an envelope of the other version",
                  told(strict, otherVersion, item),
                  at("BAD_VERSION", "/@context"),
                  wrong);
              assertThat(told(intake, otherVersion, item))
                  .as(name)
                  .allMatch(v -> v.matches("good, \\d+ warnings"));
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Judged.V1P2, Judged.V1P1})
  void brokenDocuments(String version) {
    List<String> wrong = new ArrayList<>();
    for (Broken broken : OwnFixtures.BROKEN) {
      if (isItem(broken.base())) {
        String item = broken.document().toString().replace(Judged.V1P2, version);
        compare(
            broken.toString(),
            told(strict, version, item),
            at(broken.reason(), broken.pointer()),
            wrong);
        List<String> taken = told(intake, version, item);
        if (broken.intake().equals("warning")) {
          assertThat(taken).as("%s", broken).allMatch(v -> v.matches("good, \\d+ warnings"));
        } else {
          compare(broken.toString(), taken, at(broken.intake(), broken.pointer()), wrong);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static boolean isItem(String base) {
    return MODEL.scope().find(base.split(" ")[0]).isItem();
  }

  private static void compare(
      String what, List<String> found, List<String> expected, List<String> wrong) {
    if (!found.equals(expected)) {
      wrong.add(what + " found " + found);
    }
  }

  private static List<String> at(String reason, String pointer) {
    return PLACES.stream().map(place -> reason + " /data/" + place + pointer).toList();
  }

  /** Of an item at all places of an envelope; its neighbours are good. */
  private static List<String> told(CaliperJudge judge, String version, String item) {
    List<String> items = new ArrayList<>(Collections.nCopies(ITEMS, NEIGHBOUR));
    PLACES.forEach(place -> items.set(place, item));
    String record = Judged.envelopeOf(version, items.toArray(new String[0]));
    List<String> all = Judged.of(judge, record.getBytes(UTF_8));
    assertThat(all).hasSize(ITEMS);
    for (int i = 0; i < ITEMS; i++) {
      if (!PLACES.contains(i)) {
        assertThat(all.get(i)).as("neighbour %d of %s", i, item).isEqualTo("good");
      }
    }

    return PLACES.stream().map(all::get).toList();
  }
}
