package io.eventlake;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.lang.ArchRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.flink.api.common.functions.RichFunction;
import org.apache.flink.configuration.Configuration;

/** What the design (architecture, style; field notes) says of every class of the house. */
final class StyleRules {

  /** The one place of the Kinesis connector, whose generation still needs what Flink 2 removed. */
  private static final String KINESIS = "..connector.kinesis..";

  private static final String FUNCTIONS = "org.apache.flink.streaming.api.functions.";

  private StyleRules() {}

  static List<ArchRule> all() {
    return List.of(
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Processor|Common)")
            .as("classes have names of the field"),
        noClasses()
            .should()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(TimeZone.class, "getDefault")
            .orShould()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .as("no result depends on the machine's time zone or locale"),
        noClasses()
            .that()
            .resideOutsideOfPackage(KINESIS)
            .should()
            .dependOnClassesThat(
                assignableTo(FUNCTIONS + "source.SourceFunction")
                    .or(assignableTo(FUNCTIONS + "sink.SinkFunction")))
            .as("SourceFunction and SinkFunction, which Flink 2 removed, stay with Kinesis"),
        noMethods()
            .that()
            .areDeclaredInClassesThat(assignableTo(RichFunction.class))
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(KINESIS)
            .should()
            .haveName("open")
            .andShould()
            .haveRawParameterTypes(Configuration.class)
            .allowEmptyShould(true)
            .as("functions open with an OpenContext: Flink 2 removed open(Configuration)"));
  }
}
