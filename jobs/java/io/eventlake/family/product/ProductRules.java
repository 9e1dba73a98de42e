package io.eventlake.family.product;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Which items count, on what day, for which application and user (design: facts and metrics,
 * section 2, properties 1 to 14). Not for several threads.
 */
final class ProductRules {

  /** The largest item is 400 KB; its types and escapes take more. */
  static final int MAX_ITEM_BYTES = 4 << 20;

  private static final String USER = "user-";
  private static final String PARTY = "party-";

  private final int firstDay;
  private final int lastDay;
  private final ItemReader reader = new ItemReader();

  /**
   * @param firstDay to count, days since the epoch
   * @param lastDay inclusive
   */
  ProductRules(int firstDay, int lastDay) {
    this.firstDay = firstDay;
    this.lastDay = lastDay;
  }

  /**
   * Judges a line of an export.
   *
   * @param counted takes the activity that the line is, where it counts
   */
  ItemOutcome judge(byte[] line, Consumer<Activity> counted) {
    if (line.length > MAX_ITEM_BYTES) {
      return ItemOutcome.OVERSIZED;
    }

    ProductItem item;
    try {
      item = reader.read(line);
    } catch (IOException e) { // what the parser says of strangers' text goes nowhere
      return ItemOutcome.MALFORMED_JSON;
    }

    if (!item.isThere) {
      return item.hasKeys ? ItemOutcome.REMOVED : ItemOutcome.NO_ITEM;
    }

    return item.modelId == null ? ItemOutcome.BAD_MODEL_ID : judge(item, counted);
  }

  private ItemOutcome judge(ProductItem item, Consumer<Activity> counted) {
    ProductKind kind = ProductKind.of(item.modelId);
    if (kind == null) {
      return ItemOutcome.OTHER_MODEL;
    }

    boolean isMember = kind == ProductKind.MEMBER;
    String ofUser = isMember ? item.modelId : item.owner;
    String ofApp = isMember ? item.owner : item.modelId;
    String user = after(isMember ? kind.beginning() : USER, ofUser);
    String app = app(isMember ? PARTY : kind.beginning(), ofApp);
    if (isMember ? user == null : app == null) {
      return ItemOutcome.BAD_MODEL_ID;
    } else if (user == null || app == null) {
      return ItemOutcome.BAD_OWNER;
    }

    int day = ItemTime.day(kind == ProductKind.SESSION ? item.updatedAt : item.createdAt);
    if (day == ItemTime.NO_DAY) {
      return ItemOutcome.BAD_TIME;
    } else if (day < firstDay || day > lastDay) {
      return ItemOutcome.OUTSIDE;
    }

    counted.accept(new Activity(kind, day, app, user, item));
    return ItemOutcome.COUNTED;
  }

  /** What follows a beginning; null where there is nothing, or the text begins otherwise. */
  private static String after(String beginning, String text) {
    return text != null && text.startsWith(beginning) && text.length() > beginning.length()
        ? text.substring(beginning.length())
        : null;
  }

  /** Of {@code {beginning}{app}-{id}}: null where one of the two is empty. */
  private static String app(String beginning, String text) {
    String rest = after(beginning, text);
    int hyphen = rest == null ? -1 : rest.indexOf('-');
    return hyphen < 1 || hyphen == rest.length() - 1 ? null : rest.substring(0, hyphen);
  }
}
