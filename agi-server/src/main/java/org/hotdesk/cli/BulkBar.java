package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hotdesk.bulk.Progress;

/** Shows on a terminal how far an import has come, a bar for each step; nothing where there is none. One owner thread. */
final class BulkBar implements Progress, AutoCloseable {
    private static final long POLL_MILLIS = 200;

    private final Surroundings surroundings;
    private Optional<ProgressBar> bar = Optional.empty();
    private String shown = "";

    BulkBar(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void at(String what, long done, long all) {
        if (surroundings.terminal().isEmpty()) {
            return;
        }
        if (!what.equals(shown)) {
            close();
            shown = what;
            bar = Optional.of(new ProgressBar(surroundings.err(), what));
        }
        bar.ifPresent(drawn -> drawn.show(done, all));
    }

    /** Asks the daemon how far it is, while this waits for its answer. */
    ObjectNode watching(AdminClient client, Supplier<ObjectNode> work) {
        if (surroundings.terminal().isEmpty()) {
            return work.get();
        }
        CompletableFuture<ObjectNode> answer = CompletableFuture.supplyAsync(work);
        while (true) {
            try {
                return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException still) {
                ObjectNode step = client.get("/v1/import/progress");
                at(
                        step.path("what").asText(),
                        step.path("done").asLong(),
                        step.path("all").asLong());
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof CliException told) {
                    throw told;
                }
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new CliException(ExitCode.FAILED, "interrupted", stopping);
            }
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
