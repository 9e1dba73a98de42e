package io.eventlake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Rooms that serve every family of events speak of none. */
final class FamilyWords {

  /** One word each, in the singular. */
  private static final Set<String> WEB =
      Set.of(
          "page",
          "pageview",
          "click",
          "payout",
          "variant",
          "country",
          "chart",
          "affiliate",
          "funnel");

  private FamilyWords() {}

  /** Of the rooms below a root package through which events go. */
  static ArchRule rule(String root) {
    return classes()
        .that()
        .resideInAnyPackage(
            root + ".event..", root + ".operator..", root + ".table..", root + ".pipeline..")
        .and()
        // Its names are those of savepoints.
        .doNotHaveFullyQualifiedName(root + ".event.OldSession")
        .should(speakOfNoFamily(WEB))
        .allowEmptyShould(true)
        .as("no name in a room of all families is a word of one");
  }

  /** Of the rooms around the lake, where what is read comes in pages, too. */
  static ArchRule aroundTheLake(String root) {
    Set<String> words = new HashSet<>(WEB);
    words.remove("page");
    return classes()
        .that()
        .resideInAnyPackage(root + ".connector..", root + ".lake..")
        .and()
        // The page of the report, which is web's so far.
        .resideOutsideOfPackage(root + ".lake.report..")
        .should(speakOfNoFamily(words))
        .allowEmptyShould(true)
        .as("no name in connector and lake is a word of a family");
  }

  private static ArchCondition<JavaClass> speakOfNoFamily(Set<String> ofFamily) {
    return new ArchCondition<>("have names without words of a family") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(
                Stream.of(type.getSimpleName()),
                type.getMembers().stream()
                    .filter(member -> member.getOwner().equals(type))
                    .map(JavaMember::getName))
            .filter(name -> hasOneOf(ofFamily, name))
            .forEach(
                name ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " has the name " + name)));
      }
    };
  }

  private static boolean hasOneOf(Set<String> ofFamily, String name) {
    return Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])|[_$]"))
        .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("s$", ""))
        .anyMatch(ofFamily::contains);
  }
}
