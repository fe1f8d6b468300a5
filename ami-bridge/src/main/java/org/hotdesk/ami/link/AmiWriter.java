package org.hotdesk.ami.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hotdesk.astdb.AstDbKey;

/** The writer link: hands operations to the line that is up, and fails them at once when none is. Thread-safe. */
final class AmiWriter implements AstDbLink {
    private static final int TOKEN_LETTERS = 6;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final AmiConfig config;
    private final SecureRandom random = new SecureRandom();
    private volatile Optional<Up> up = Optional.empty();

    private record Up(WriterLine line, String token) {}

    AmiWriter(AmiConfig config) {
        this.config = config;
    }

    /** A new connection; it takes operations from the moment it is logged in. */
    Line newLine() {
        String token = newToken();
        try {
            WriterLine line = new WriterLine(config, token);
            return new Announced(line, new Up(line, token));
        } catch (IOException e) {
            throw new UncheckedIOException("no socket for the AMI writer", e);
        }
    }

    private String newToken() {
        StringBuilder token = new StringBuilder(TOKEN_LETTERS + 1);
        for (int i = 0; i < TOKEN_LETTERS; i++) {
            token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return token.append('-').toString();
    }

    @Override
    public CompletableFuture<Void> put(AstDbKey key, String value) {
        return submit(token -> new AstDbOperation.Put(key, value));
    }

    @Override
    public CompletableFuture<Boolean> del(AstDbKey key) {
        return submit(token -> new AstDbOperation.Del(key));
    }

    @Override
    public CompletableFuture<Optional<String>> get(AstDbKey key) {
        return submit(token -> new AstDbOperation.Get(key, token));
    }

    @Override
    public void together(Runnable giving) {
        up.map(Up::line).ifPresentOrElse(line -> line.together(giving), giving);
    }

    @Override
    public boolean hasRoom(int actions) {
        return up.filter(now -> now.line().hasRoom(actions)).isPresent();
    }

    CompletableFuture<Void> setvar(String variable, String value) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Variable", variable);
        headers.put("Value", value);
        return submit(token -> PlainOperation.of("Setvar", headers));
    }

    CompletableFuture<String> getvar(String variable) {
        return submit(token -> PlainOperation.getvar(variable));
    }

    CompletableFuture<MessageCount> mailboxCount(String mailbox) {
        return submit(token -> PlainOperation.mailboxCount(mailbox));
    }

    CompletableFuture<Void> notifyMessages(String endpoint, MessageCount count) {
        return submit(token -> PlainOperation.notifyMessages(endpoint, count));
    }

    CompletableFuture<Void> checkSync(String endpoint) {
        return submit(token -> PlainOperation.checkSync(endpoint));
    }

    CompletableFuture<Void> userEvent(String name, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("UserEvent", name);
        all.putAll(headers);
        return submit(token -> PlainOperation.of("UserEvent", all));
    }

    CompletableFuture<AstDbTree> tree(String family) {
        return submit(token -> new TreeOperation(family, token));
    }

    CompletableFuture<List<QueueMember>> queueMembers() {
        return submit(token -> new QueueStatusOperation());
    }

    CompletableFuture<Void> queueAdd(QueueMember member, String name, String stateInterface) {
        Map<String, String> headers = of(member.queue(), member.interfaceName());
        headers.put("Paused", Boolean.toString(member.paused()));
        headers.put("MemberName", name);
        headers.put("StateInterface", stateInterface);
        return submit(token -> PlainOperation.of("QueueAdd", headers));
    }

    CompletableFuture<Void> queueRemove(String queue, String interfaceName) {
        return submit(token -> PlainOperation.of("QueueRemove", of(queue, interfaceName)));
    }

    CompletableFuture<Void> queuePause(QueueMember member) {
        Map<String, String> headers = of(member.queue(), member.interfaceName());
        headers.put("Paused", Boolean.toString(member.paused()));
        headers.put("Reason", member.pausedReason());
        return submit(token -> PlainOperation.of("QueuePause", headers));
    }

    private static Map<String, String> of(String queue, String interfaceName) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Queue", queue);
        headers.put("Interface", interfaceName);
        return headers;
    }

    CompletableFuture<Void> ring(String channel, Duration most, String callerId, String files) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Channel", channel);
        headers.put("Timeout", Long.toString(most.toMillis()));
        headers.put("CallerID", callerId);
        headers.put("Application", "Playback");
        headers.put("Data", files);
        headers.put("Async", "true");
        return submit(token -> PlainOperation.of("Originate", headers));
    }

    private <T> CompletableFuture<T> submit(Function<String, Operation<T>> making) {
        Optional<Up> now = up;
        if (now.isEmpty()) {
            return CompletableFuture.failedFuture(new AmiException(AmiException.Why.NOT_UP, "no link to Asterisk"));
        }
        Operation<T> operation = making.apply(now.get().token());
        now.get().line().submit(operation);
        return operation;
    }

    /** A line that is the writer's from login to loss. */
    private final class Announced implements Line {
        private final WriterLine line;
        private final Up asUp;

        Announced(WriterLine line, Up asUp) {
            this.line = line;
            this.asUp = asUp;
        }

        @Override
        public String open() throws IOException {
            String banner = line.open();
            up = Optional.of(asUp);
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
