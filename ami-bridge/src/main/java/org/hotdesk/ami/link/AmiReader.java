package org.hotdesk.ami.link;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The reader link: hears events and carries the slow actions. Thread-safe. */
final class AmiReader {
    /** A voicemail reload reads every mailbox. */
    private static final Duration SLOW = Duration.ofSeconds(60);

    private final AmiConfig config;
    private final Consumer<AmiEvent> events;
    private volatile Optional<ReaderLine> up = Optional.empty();

    AmiReader(AmiConfig config, Consumer<AmiEvent> events) {
        this.config = config;
        this.events = events;
    }

    Line newLine() {
        return new Announced(
                new ReaderLine(config, event -> LibraryEvents.read(event).ifPresent(events)));
    }

    /** Breaks the line; the loop makes a new one. */
    void restart(String why) {
        up.ifPresent(line -> line.cut(why));
    }

    CompletableFuture<Void> voicemailRefresh(String context, String box) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Context", context);
        headers.put("Mailbox", box);
        return submit(ReaderCall.of("VoicemailRefresh", headers, SLOW));
    }

    CompletableFuture<Void> reload(String module) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Module", module);
        headers.put("LoadType", "reload");
        return submit(ReaderCall.of("ModuleLoad", headers, SLOW));
    }

    CompletableFuture<Boolean> moduleLoaded(String module) {
        return submit(new ModuleCheck(module, config.pace().replyTimeout()));
    }

    private <T> CompletableFuture<T> submit(ReaderCall<T> call) {
        Optional<ReaderLine> now = up;
        if (now.isEmpty()) {
            return CompletableFuture.failedFuture(new AmiException(AmiException.Why.NOT_UP, "no link to Asterisk"));
        }
        now.get().submit(call);
        return call;
    }

    /** A line that takes calls from login to loss. */
    private final class Announced implements Line {
        private final ReaderLine line;

        Announced(ReaderLine line) {
            this.line = line;
        }

        @Override
        public String open() throws IOException {
            String banner = line.open();
            up = Optional.of(line);
            return banner;
        }

        @Override
        public void serve() throws IOException {
            line.serve();
        }

        @Override
        public void end(AmiException why) {
            up = Optional.empty();
            line.end(why);
        }

        @Override
        public void cut(String why) {
            line.cut(why);
        }
    }
}
