package io.eventlake.collect;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the services, and what they see of the jobs: contracts and options, no more. */
class ServicesArchitectureTest {

  private static final String ROOT = "io.eventlake.collect";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @ParameterizedTest
  @MethodSource("rules")
  void roomsSeeWhatTheyMay(ArchRule rule) {
    rule.check(CLASSES);
  }

  /** They run jobs and read tables: neither is on this class path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.flink.streaming.api.environment.StreamExecutionEnvironment",
        "org.apache.flink.runtime.minicluster.MiniCluster",
        "org.apache.iceberg.Table",
        "org.apache.hadoop.conf.Configuration"
      })
  void noFlinkRunsHere(String name) {
    assertThat(getClass().getClassLoader().getResource(name.replace('.', '/') + ".class")).isNull();
  }

  @Test
  void classesAreFound() {
    assertThat(CLASSES.size()).isGreaterThan(30);
  }

  private static List<ArchRule> rules() {
    return List.of(
        sees("intake"),
        sees("stream", "intake"),
        sees("config", "intake"),
        sees("http", "config", "intake", "stream"),
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.eventlake..")
                    .and(
                        DescribedPredicate.not(
                            resideInAnyPackage(
                                ROOT + "..",
                                "io.eventlake.config",
                                "io.eventlake.connector.aws",
                                "io.eventlake.event",
                                "io.eventlake.family..",
                                "io.eventlake.flink",
                                "io.eventlake.json",
                                "io.eventlake.service"))))
            .as("the services see of the jobs contracts and options"),
        only("Javalin", "io.javalin..", "http"),
        only("AWS SDK", "software.amazon..", "stream"),
        only("picocli", "picocli..", ""),
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Processor|Common)")
            .as("classes have names of the field"),
        noClasses()
            .should()
            .callMethod(TimeZone.class, "getDefault")
            .orShould()
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

  private static ArchRule only(String library, String itsPackage, String room) {
    DescribedPredicate<JavaClass> others =
        DescribedPredicate.not(resideInAnyPackage(ROOT, room.isEmpty() ? ROOT : ROOT + "." + room));
    return noClasses()
        .that(others)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(itsPackage)
        .as(library + " is used in " + room + " only");
  }

  private static String[] packages(String... rooms) {
    return Arrays.stream(rooms).map(room -> ROOT + "." + room).toArray(String[]::new);
  }
}
