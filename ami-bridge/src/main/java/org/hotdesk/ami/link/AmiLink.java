package org.hotdesk.ami.link;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Both links to one Asterisk, kept up until closed. Made by the composition root; {@link #start} connects in the
 * background, so a missing Asterisk is no error but a state. Thread-safe.
 */
public final class AmiLink implements AutoCloseable {
    private static final int EVENTS_MAX = 50_000;

    private final AmiWriter writer;
    private final AmiReader reader;
    private final EventHub hub;
    private final LinkLoop writerLoop;
    private final LinkLoop readerLoop;
    private final AmiActions actions = new Actions();

    /** Connects nothing yet, so that listeners can subscribe first. */
    public AmiLink(AmiConfig config, Clock clock) {
        this(config, clock, EVENTS_MAX);
    }

    AmiLink(AmiConfig config, Clock clock, int eventsMax) {
        this.writer = new AmiWriter(config);
        this.hub = new EventHub(eventsMax, this::restartReader);
        this.reader = new AmiReader(config, hub::heard);
        RetryPace pace = config.pace().retry();
        this.writerLoop = new LinkLoop(LinkName.WRITER, pace, writer::newLine, clock, this::changed);
        this.readerLoop = new LinkLoop(LinkName.READER, pace, reader::newLine, clock, this::changed);
    }

    /** Begins to connect and returns at once; to be called once. */
    public void start() {
        hub.start();
        writerLoop.start();
        readerLoop.start();
    }

    /** The same with the writer alone, for who only reads astdb: no events, and no account that may hear them. */
    public void startWithoutEvents() {
        hub.start();
        writerLoop.start();
    }

    public AstDbLink astDb() {
        return writer;
    }

    public AmiActions actions() {
        return actions;
    }

    public AmiEvents events() {
        return hub;
    }

    public AmiStatus status() {
        return new AmiStatus(writerLoop.status(), readerLoop.status());
    }

    /** Fails all that is outstanding, ends both links and waits until their threads are gone. */
    @Override
    public void close() {
        readerLoop.close();
        writerLoop.close();
        hub.close();
    }

    private void restartReader() {
        reader.restart("listeners fell behind");
    }

    private void changed(LinkStatus now) {
        hub.changed(new AmiEvent.LinkChanged(now.link(), now.state(), now.detail()));
    }

    /** Each action on the link that suits it. */
    private final class Actions implements AmiActions {
        @Override
        public CompletableFuture<Void> setvar(String variable, String value) {
            return writer.setvar(variable, value);
        }

        @Override
        public CompletableFuture<String> getvar(String variable) {
            return writer.getvar(variable);
        }

        @Override
        public CompletableFuture<Void> userEvent(String name, Map<String, String> headers) {
            return writer.userEvent(name, headers);
        }

        @Override
        public CompletableFuture<Void> voicemailRefresh(String context, String box) {
            return reader.voicemailRefresh(context, box);
        }

        @Override
        public CompletableFuture<MessageCount> mailboxCount(String mailbox) {
            return writer.mailboxCount(mailbox);
        }

        @Override
        public CompletableFuture<Void> notifyMessages(String endpoint, MessageCount count) {
            return writer.notifyMessages(endpoint, count);
        }

        @Override
        public CompletableFuture<Void> checkSync(String endpoint) {
            return writer.checkSync(endpoint);
        }

        @Override
        public CompletableFuture<Void> reload(String module) {
            return reader.reload(module);
        }

        @Override
        public CompletableFuture<Boolean> moduleLoaded(String module) {
            return reader.moduleLoaded(module);
        }

        @Override
        public CompletableFuture<AstDbTree> tree(String family) {
            return writer.tree(family);
        }

        @Override
        public CompletableFuture<List<QueueMember>> queueMembers() {
            return writer.queueMembers();
        }

        @Override
        public CompletableFuture<Void> queueAdd(QueueMember member, String name, String stateInterface) {
            return writer.queueAdd(member, name, stateInterface);
        }

        @Override
        public CompletableFuture<Void> queueRemove(String queue, String interfaceName) {
            return writer.queueRemove(queue, interfaceName);
        }

        @Override
        public CompletableFuture<Void> queuePause(QueueMember member) {
            return writer.queuePause(member);
        }

        @Override
        public CompletableFuture<Void> ring(String channel, Duration most, String callerId, String files) {
            return writer.ring(channel, most, callerId, files);
        }
    }
}
