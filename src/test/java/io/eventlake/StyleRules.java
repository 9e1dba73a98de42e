package io.eventlake;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import io.eventlake.flink.ProcessLocale;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.apache.flink.api.common.functions.RichFunction;
import org.apache.flink.configuration.Configuration;

/** What the design (architecture, style; field notes) says of every class of the house. */
final class StyleRules {

  /** The one place of the Kinesis connector, whose generation still needs what Flink 2 removed. */
  private static final String KINESIS = "..connector.kinesis..";

  private static final String FUNCTIONS = "org.apache.flink.streaming.api.functions.";

  /** Methods of the JDK that follow the machine's locale unless they are given one. */
  private static final Map<String, Set<String>> BY_LOCALE =
      Map.of(
          "java.lang.String", Set.of("format", "formatted", "toLowerCase", "toUpperCase"),
          "java.io.PrintStream", Set.of("format", "printf"),
          "java.io.PrintWriter", Set.of("format", "printf"),
          "java.util.Formatter", Set.of("<init>"),
          "java.util.Scanner", Set.of("<init>"),
          "java.text.SimpleDateFormat", Set.of("<init>"),
          "java.text.DecimalFormat", Set.of("<init>"),
          "java.text.MessageFormat", Set.of("<init>", "format"),
          "java.text.NumberFormat", Set.of("getInstance", "getNumberInstance"),
          "java.time.format.DateTimeFormatter", Set.of("ofPattern"));

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
            .should()
            .callCodeUnitWhere(followsTheLocale())
            .as("formatting names its locale"),
        noClasses()
            .that()
            .doNotBelongToAnyOf(ProcessLocale.class)
            .should()
            .callMethod(Locale.class, "setDefault", Locale.class)
            .as("the locale of the process is set in one place"),
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

  /** Calls of the JDK that have a sibling which is given the locale. */
  private static DescribedPredicate<JavaCall<?>> followsTheLocale() {
    return new DescribedPredicate<>("format by the machine's locale") {
      @Override
      public boolean test(JavaCall<?> call) {
        AccessTarget.CodeUnitCallTarget target = call.getTarget();
        Set<String> names = BY_LOCALE.getOrDefault(target.getOwner().getFullName(), Set.of());
        return names.contains(target.getName())
            && target.getRawParameterTypes().stream()
                .noneMatch(type -> type.isEquivalentTo(Locale.class));
      }
    };
  }
}
