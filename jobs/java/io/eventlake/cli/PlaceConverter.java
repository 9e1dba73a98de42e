package io.eventlake.cli;

import io.eventlake.config.Place;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes an option for a place, which may also be on S3, or for a path of this machine. */
final class PlaceConverter implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    return checked(text, Place::of);
  }

  /** For options that name something on this machine. */
  Path path(String text) {
    return checked(text, Place::local);
  }

  private static <T> T checked(String text, Function<String, T> reading) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' " + e.getMessage());
    }
  }
}
