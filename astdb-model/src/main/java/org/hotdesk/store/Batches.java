package org.hotdesk.store;

import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One statement for many rows, in portions that bound what the driver holds. */
final class Batches {
    private static final int PORTION = 1000;

    private Batches() {}

    static <T> void run(Handle handle, String sql, List<T> rows, BiConsumer<PreparedBatch, T> bind) {
        for (int from = 0; from < rows.size(); from += PORTION) {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                for (T row : rows.subList(from, Math.min(from + PORTION, rows.size()))) {
                    bind.accept(batch, row);
                    batch.add();
                }
                batch.execute();
            }
        }
    }
}
