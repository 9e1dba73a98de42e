package io.eventlake.operator.rebuild;

import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.session.SessionBounds;
import io.eventlake.operator.session.SessionFacts;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Writes the events and sessions of some days anew, key by key. Only for batch execution, where the
 * records of a key come together and sorted, so that no state is needed but that of one key.
 *
 * <p>Main output: rows of {@code silver.events}. Side outputs: sessions, late events, and by how
 * much the counts of the lake change.
 */
public final class RebuildFunction extends KeyedProcessFunction<String, RebuildRecord, RowData> {

  public static final OutputTag<Session> SESSIONS =
      new OutputTag<>("sessions", TypeInformation.of(Session.class));
  public static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late", TypeInformation.of(LateEvent.class));
  public static final OutputTag<CountedRecord> COUNTS =
      new OutputTag<>("counts", TypeInformation.of(CountedRecord.class));

  private static final long serialVersionUID = 1L;

  /** Fires when the key's last record was seen. */
  private static final long END_OF_KEY = Long.MAX_VALUE;

  private final RebuildScope scope;
  private final SessionBounds bounds;
  private final SessionFacts facts;
  private final SessionRevisions revisions;

  private transient KeyRebuild current;
  private transient KeyOutput output;

  public RebuildFunction(
      RebuildScope scope, SessionBounds bounds, SessionFacts facts, SessionRevisions revisions) {
    this.scope = scope;
    this.bounds = bounds;
    this.facts = facts;
    this.revisions = revisions;
  }

  @Override
  public void open(OpenContext context) {
    output = new KeyOutput();
  }

  @Override
  public void processElement(RebuildRecord record, Context context, Collector<RowData> out) {
    output.context = context;
    output.silver = out;
    if (current == null) {
      current = new KeyRebuild(context.getCurrentKey(), scope, bounds, facts, revisions, output);
      context.timerService().registerEventTimeTimer(END_OF_KEY);
    } else if (!current.key().equals(context.getCurrentKey())) {
      throw new IllegalStateException("a rebuild needs batch execution");
    }

    current.add(record);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RowData> out) {
    output.context = context;
    output.silver = out;
    current.finish();
    current = null;
  }

  private final class KeyOutput implements KeyRebuild.Output {
    private Context context;
    private Collector<RowData> silver;

    @Override
    public void silver(RowData row) {
      silver.collect(row);
    }

    @Override
    public void session(Session session) {
      context.output(SESSIONS, session);
    }

    @Override
    public void late(LateEvent event) {
      context.output(LATE, event);
    }

    @Override
    public void count(CountedRecord record) {
      context.output(COUNTS, record);
    }
  }
}
