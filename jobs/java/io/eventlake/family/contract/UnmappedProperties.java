package io.eventlake.family.contract;

import com.fasterxml.jackson.core.JsonParser;
import io.eventlake.family.contract.CanonicalJson.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the properties of one event that the contract does not know, each under the objects it
 * was in, and ids that are none, in {@link CanonicalJson}.
 */
final class UnmappedProperties {

  /** The objects that are open, {@link #open} of them; the rest wait to be used again. */
  private final List<Scope> scopes = new ArrayList<>();

  private final CanonicalJson canonical = new CanonicalJson();
  private int open;

  /** Forgets the event before. */
  void clear() {
    open = 0;
  }

  /** Begins an object that the contract knows. */
  void enter(Property object) {
    if (open == scopes.size()) {
      scopes.add(new Scope());
    }

    scopes.get(open++).begin(object.jsonName());
  }

  /** Takes what stands beside the event in its record. */
  void addAll(List<Member> beside) {
    innermost().members.addAll(beside);
  }

  /** Takes the property whose value the parser is at; the parser ends at the value's end. */
  void add(String name, JsonParser json) throws IOException {
    innermost().members.add(new Member(name, canonical.of(json)));
  }

  /** Ends the object that was begun last; the event itself stays. */
  void leave() throws IOException {
    if (open == 1) {
      return;
    }

    Scope object = scopes.get(--open);
    if (!object.members.isEmpty()) {
      innermost().members.add(new Member(object.name, canonical.object(object.members)));
    }
  }

  /** The canonical JSON of all that was added, or null when nothing was. */
  String text() throws IOException {
    return open == 0 || scopes.get(0).members.isEmpty()
        ? null
        : canonical.object(scopes.get(0).members);
  }

  private Scope innermost() {
    return scopes.get(open - 1);
  }

  /** An object of the contract that is open. */
  private static final class Scope {

    private final List<Member> members = new ArrayList<>();
    private String name;

    private void begin(String newName) {
      name = newName;
      members.clear();
    }
  }
}
