package io.eventlake;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.streaming.api.operators.StreamOperator;

/** Which room of the house may see which (design: architecture), for any root package. */
final class HouseRules {

  private static final String FAMILIES = "family.*..";

  /** What families have in common that are told in JSON. */
  private static final String CONTRACT = "family.contract..";

  private final String root;

  HouseRules(String root) {
    this.root = root;
  }

  /** One rule for each room: the arrows go one way. */
  List<ArchRule> arrows() {
    return List.of(
        sees("event.."),
        sees("config.."),
        sees("flink.."),
        sees("table..", "event.."),
        sees("operator..", "table.rows..", "event.."),
        sees("json.."),
        sees("family", "operator..", "table..", "event.."),
        sees(CONTRACT, "family", "json..", "operator..", "table..", "event.."),
        sees(FAMILIES, "family", CONTRACT, "json..", "operator..", "table..", "event.."),
        connectorSeesPorts(),
        sees("contract..", "family", "json..", "operator..", "config..", "event.."),
        sees("lake..", "connector..", "table..", "config..", "flink.."),
        sees("pipeline..", "family", "operator..", "table..", "config..", "event.."),
        sees(
            "job..",
            "pipeline..",
            "family..",
            "operator..",
            "connector..",
            "lake..",
            "table..",
            "config..",
            "flink..",
            "event.."),
        slices()
            .matching(root + ".family.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage(root + "." + CONTRACT))
            .allowEmptyShould(true)
            .as("families do not see each other"));
  }

  /** The libraries that are kept to the rooms that hide them. */
  List<ArchRule> imports() {
    return List.of(
        only("AWS SDK", "software.amazon..", "connector..", "table..", "lake.."),
        only("Iceberg", "org.apache.iceberg..", "connector..", "table..", "lake.."),
        only(
            "Jackson",
            "com.fasterxml.jackson..",
            "family..",
            "contract..",
            "json..",
            "connector..",
            "config..",
            "lake.athena.."),
        only("picocli", "picocli..", "cli.."),
        noClasses()
            .that()
            .resideInAPackage(root + "..")
            .and()
            // Iceberg's own JSON of files, and requests to Flink's REST API, are only to be had so.
            .resideOutsideOfPackages(packages("connector.iceberg.sink", "flink"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.shaded..")
            .allowEmptyShould(true)
            .as("no room uses what Flink has shaded: its Jackson sets no limits"),
        noClasses()
            .that()
            .resideInAPackage(root + "..")
            .and()
            .resideOutsideOfPackage(root + ".flink")
            .and()
            // On the service, whose Flink is the service's.
            .doNotHaveFullyQualifiedName(root + ".job.JobLauncher")
            .should()
            .callCodeUnitWhere(makesAFlink())
            .allowEmptyShould(true)
            .as("no class but EmbeddedFlink makes a Flink: another would listen everywhere"));
  }

  /** An environment over one that was made already listens nowhere by itself. */
  private static DescribedPredicate<JavaCall<?>> makesAFlink() {
    Pattern methods = Pattern.compile("create(Local.*|Remote.*)?|getExecutionEnvironment|<init>");
    Set<String> makers =
        Set.of(
            "StreamExecutionEnvironment",
            "LocalStreamEnvironment",
            "RemoteStreamEnvironment",
            "TableEnvironment",
            "TableEnvironmentImpl",
            "MiniCluster");
    return DescribedPredicate.describe(
        "make a Flink",
        call ->
            makers.contains(call.getTargetOwner().getSimpleName())
                && methods.matcher(call.getTarget().getName()).matches());
  }

  private ArchRule sees(String room, String... others) {
    return sees(room, resideInAnyPackage(packages(others)))
        .as(room + " sees no room but " + Arrays.toString(others));
  }

  /**
   * A port is an interface of an operator or a plain type that it names, never a Flink function.
   */
  private ArchRule connectorSeesPorts() {
    DescribedPredicate<JavaClass> port =
        resideInAPackage(root + ".operator..")
            .and(
                INTERFACES.or(
                    DescribedPredicate.not(
                        assignableTo(Function.class).or(assignableTo(StreamOperator.class)))));
    return sees(
            "connector..",
            resideInAnyPackage(packages("table..", "config..", "json..", "event..")).or(port))
        .as(
            "connector sees of the operators only ports, and no room but table, config, json and"
                + " event");
  }

  private ArchRule sees(String room, DescribedPredicate<JavaClass> allowed) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + room)
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..")
                .and(DescribedPredicate.not(resideInAPackage(root + "." + room)))
                .and(DescribedPredicate.not(allowed)))
        .allowEmptyShould(true);
  }

  private ArchRule only(String library, String itsPackage, String... rooms) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(packages(rooms))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(itsPackage)
        .allowEmptyShould(true)
        .as(library + " is used in " + Arrays.toString(rooms) + " only");
  }

  private String[] packages(String... rooms) {
    return Arrays.stream(rooms).map(room -> root + "." + room).toArray(String[]::new);
  }
}
