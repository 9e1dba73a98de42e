package io.eventlake;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house as the design (architecture) draws it, and a crooked one to see that it is noticed. */
class ArchitectureTest {

  private static final String HOUSE = "io.eventlake";
  private static final String CROOKED_HOUSE = "io.eventlake.testing.house";

  private static JavaClasses house;
  private static JavaClasses crookedHouse;

  @BeforeAll
  static void importClasses() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);
    crookedHouse = new ClassFileImporter().importPackages(CROOKED_HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void houseIsStraight(ArchRule rule) {
    rule.check(house);
  }

  @Test
  void houseIsFound() {
    assertThat(house.contain("io.eventlake.event.RawRecord")).isTrue();
    assertThat(house.contain(ArchitectureTest.class)).isFalse();
  }

  /** It stands in the tests, and sees what a family's room may see. */
  @Test
  void theToysRoomIsOneOfAFamily() {
    JavaClasses toy = new ClassFileImporter().importPackages(HOUSE + ".family.toy");
    assertThat(toy).isNotEmpty();
    Stream.of(new HouseRules(HOUSE).arrows(), new HouseRules(HOUSE).imports())
        .flatMap(List::stream)
        .forEach(rule -> rule.check(toy));
  }

  @Test
  void crookedArrowsAreNoticed() {
    assertThat(broken(new HouseRules(CROOKED_HOUSE).arrows()))
        .containsExactly(
            "operator.. sees no room but [table.rows.., event..]",
            "connector sees of the operators only ports, and no room but table, config, json and"
                + " event",
            "families do not see each other");
  }

  @Test
  void strayImportsAreNoticed() {
    assertThat(broken(new HouseRules(CROOKED_HOUSE).imports()))
        .containsExactly(
            "Iceberg is used in [connector.., table.., lake..] only",
            "Jackson is used in [family.., contract.., json.., connector.., config..,"
                + " lake.athena..] only",
            "no class but EmbeddedFlink makes a Flink: another would listen everywhere");
  }

  @Test
  void wordsOfAFamilyAreNoticed() {
    assertThat(
            FamilyWords.rule(CROOKED_HOUSE).evaluate(crookedHouse).getFailureReport().getDetails())
        .containsExactly(CROOKED_HOUSE + ".event.Hit has the name pageViews");
    assertThat(
            FamilyWords.aroundTheLake(CROOKED_HOUSE)
                .evaluate(crookedHouse)
                .getFailureReport()
                .getDetails())
        .containsExactly(CROOKED_HOUSE + ".lake.ClickTotals has the name ClickTotals");
  }

  /** They are not compiled with the tests: their words are looked at. */
  @Test
  void benchmarksMakeNoFlinkOfTheirOwn() throws IOException {
    Pattern makers =
        Pattern.compile(
            "createLocalEnv|createRemoteEnv|getExecutionEnvironment|TableEnvironment\\.create|new"
                + " (Mini|Local|Remote|Stream)[A-Za-z]*(Cluster|Environment)");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of("src", "bench"))) {
      files = walk.filter(file -> file.toString().endsWith(".java")).toList();
    }

    assertThat(files).hasSizeGreaterThan(50);
    assertThat(files)
        .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(makers));
  }

  @Test
  void styleIsLookedAt() {
    assertThat(broken(StyleRules.all()))
        .containsExactly(
            "classes have names of the field",
            "no result depends on the machine's time zone or locale",
            "formatting names its locale",
            "the locale of the process is set in one place");
  }

  @Test
  void violationNamesThePlace() {
    assertThat(new HouseRules(CROOKED_HOUSE).arrows().get(4).evaluate(crookedHouse))
        .extracting(result -> result.getFailureReport().toString())
        .asString()
        .contains("OptionsFunction.map(java.lang.String)", "Options.language()");
  }

  private static Stream<ArchRule> rules() {
    HouseRules rules = new HouseRules(HOUSE);
    return Stream.of(
            rules.arrows(),
            rules.imports(),
            List.of(FamilyWords.rule(HOUSE), FamilyWords.aroundTheLake(HOUSE)),
            StyleRules.all())
        .flatMap(List::stream);
  }

  private static List<String> broken(List<ArchRule> rules) {
    return rules.stream()
        .filter(rule -> rule.evaluate(crookedHouse).hasViolation())
        .map(ArchRule::getDescription)
        .toList();
  }
}
