package io.eventlake.serve;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of {@code serve}: they read tables, and run no Flink. */
class ServeArchitectureTest {

  private static final String ROOT = "io.eventlake.serve";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @ParameterizedTest
  @MethodSource("rules")
  void roomsSeeWhatTheyMay(ArchRule rule) {
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.flink.streaming.api.environment.StreamExecutionEnvironment",
        "org.apache.flink.runtime.minicluster.MiniCluster",
        "org.apache.hadoop.conf.Configuration"
      })
  void noFlinkRunsHere(String name) {
    assertThat(getClass().getClassLoader().getResource(name.replace('.', '/') + ".class")).isNull();
  }

  @Test
  void classesAreFound() {
    assertThat(CLASSES.size()).isGreaterThan(20);
  }

  private static List<ArchRule> rules() {
    return List.of(
        sees("lake"),
        sees("config", "lake"),
        sees("http", "config", "lake"),
        sees("analytics", "config", "http", "lake"),
        sees("catalog", "http", "lake"),
        sees("graphql", "config", "http", "lake"),
        sees("live", "http", "lake"),
        sees("webhooks", "config", "http", "lake"),
        sees("exports", "config", "http", "lake"),
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.eventlake.collect..")
            .as("serve sees nothing of collect"),
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Processor|Common)")
            .as("classes have names of the field"),
        noClasses()
            .should()
            .callMethod(java.time.ZoneId.class, "systemDefault")
            .as("no result depends on the machine's time zone"));
  }

  private static ArchRule sees(String room, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + room)
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAPackage(ROOT + "." + room)))
                .and(DescribedPredicate.not(resideInAnyPackage(packages(others)))))
        .as(room + " sees no room but " + Arrays.toString(others));
  }

  private static String[] packages(String... rooms) {
    return Arrays.stream(rooms).map(room -> ROOT + "." + room).toArray(String[]::new);
  }
}
