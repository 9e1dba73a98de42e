package io.eventlake.family.caliper.rules;

import io.eventlake.json.Rfc3339;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts whose place the rules give a vocabulary or a form: types, actions, profiles, roles, the
 * context, times, durations. They tell of nobody, even where somebody is called like one.
 * Immutable.
 */
public final class ControlledTexts {

  /** By the place of the property's name. */
  private final List<Set<PropertyKind>> kinds = new ArrayList<>();

  private final List<Set<String>> terms = new ArrayList<>();
  private final CaliperModel model;

  public ControlledTexts(CaliperModel model) {
    this.model = model;
    for (int i = 0; i < model.names().size(); i++) {
      kinds.add(EnumSet.noneOf(PropertyKind.class));
      terms.add(new HashSet<>());
    }
    for (PropertyRule rule : model.rules()) {
      kinds.get(model.name(rule.property)).add(rule.kind);
      terms.get(model.name(rule.property)).addAll(rule.choices());
    }
  }

  /**
   * True for a text that the rules know where it stands.
   *
   * @param property the place of its name, or that of its array; negative for one of no rule
   */
  public boolean have(int property, String text) {
    if (property < 0) {
      return false;
    }
    if (terms.get(property).contains(text)) {
      return true;
    }

    for (PropertyKind kind : kinds.get(property)) {
      if (isOf(kind, text)) {
        return true;
      }
    }

    return false;
  }

  private boolean isOf(PropertyKind kind, String text) {
    switch (kind) {
      case TYPE:
        return model.isType(text);
      case CONTEXT:
      case VERSION:
        return CaliperVersion.of(text) != null;
      case DATE_TIME:
        return Rfc3339.microsOfAnyForm(text) != Rfc3339.INVALID;
      case DURATION:
        return IsoDuration.is(text);
      default:
        return false;
    }
  }

  /** True for an event's id, a name in which is chance. */
  public static boolean isEventId(String text) {
    return Iri.isUuidUrn(text) || Iri.isUuid(text);
  }
}
