package io.eventlake.cli;

import io.eventlake.config.TimeWords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes durations, days and times on the command line in the forms that property files have. */
public final class TimeConverters {

  private TimeConverters() {}

  /**
   * Has the options of a command and of all below it take them.
   *
   * @param clock says what today is
   */
  public static void register(CommandLine command, Clock clock) {
    command.registerConverter(Duration.class, checked(TimeWords::duration));
    command.registerConverter(LocalDate.class, checked(text -> TimeWords.day(text, clock)));
    command.registerConverter(NamedDay.class, checked(NamedDay::of));
    command.registerConverter(SinceDay.class, checked(text -> SinceDay.of(text, clock)));
    command.registerConverter(Instant.class, checked(text -> TimeWords.instant(text, clock)));
  }

  private static <T> ITypeConverter<T> checked(Function<String, T> reading) {
    return text -> {
      try {
        return reading.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' " + e.getMessage());
      }
    };
  }
}
