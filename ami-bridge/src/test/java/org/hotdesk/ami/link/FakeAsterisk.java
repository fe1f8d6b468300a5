package org.hotdesk.ami.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A stand-in for Asterisk's manager interface on a free port of 127.0.0.1: speaks what the links need, as a recorded
 * Asterisk 22 did, keeps an astdb and variables in memory, remembers every action, and misbehaves on request. Shared by
 * test-jar. Thread-safe.
 */
public final class FakeAsterisk implements AutoCloseable {
    public static final String USER = "hotdesk";
    public static final String SECRET = "between us";

    /** One action as it came, header names as they were spelt. */
    public record Action(String name, Map<String, String> headers) {
        /** The header's value whatever the spelling of its name; empty text when it is absent. */
        public String get(String header) {
            return headers.entrySet().stream()
                    .filter(one -> one.getKey().equalsIgnoreCase(header))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket server;
    private final Thread acceptor;
    private final Set<FakeSession> sessions = ConcurrentHashMap.newKeySet();
    private final List<Action> actions = new CopyOnWriteArrayList<>();
    private final AtomicInteger connects = new AtomicInteger();
    private final ConcurrentSkipListMap<String, String> astDb = new ConcurrentSkipListMap<>();
    private final Map<String, String> variables = new ConcurrentHashMap<>();

    private final ConcurrentSkipListMap<String, String> queueMembers = new ConcurrentSkipListMap<>();

    // Faults, read by the sessions.
    volatile String secret = SECRET;
    volatile CountDownLatch thawed = new CountDownLatch(0);
    volatile Predicate<Action> dropped = action -> false;
    volatile Duration delay = Duration.ZERO;
    volatile int idsOff;
    volatile int pieces = Integer.MAX_VALUE;
    volatile boolean recording = true;
    volatile boolean booted = true;
    final Map<String, String> refusals = new ConcurrentHashMap<>();
    private volatile Optional<Integer> cutAfter = Optional.empty();
    private volatile boolean refusesConnections;

    public FakeAsterisk() {
        this(0);
    }

    /** On a given port, as an Asterisk that comes back. */
    public FakeAsterisk(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = new Thread(this::accept, "fake-asterisk-" + server.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The rows, by path such as {@code /DEVICE/1001/user}; live. */
    public Map<String, String> astDb() {
        return astDb;
    }

    /** Variables and functions by name; live. */
    public Map<String, String> variables() {
        return variables;
    }

    /**
     * Members of the one queue there is, {@code support}, by interface: {@code calls} or {@code paused} and, behind a colon,
     * why; live.
     */
    public Map<String, String> queueMembers() {
        return queueMembers;
    }

    /** Every action so far but for logins and pings, in the order of arrival over all sessions. */
    public List<Action> actions() {
        return List.copyOf(actions);
    }

    public List<Action> actions(String name) {
        return actions.stream()
                .filter(action -> action.name().equalsIgnoreCase(name))
                .toList();
    }

    /** Connections so far. */
    public int connects() {
        return connects.get();
    }

    /** Connections now. */
    public int openSessions() {
        return sessions.size();
    }

    // Faults ---------------------------------------------------------------------------------------------------------

    /** From now on only this secret is right. */
    public void changeSecret(String now) {
        secret = now;
    }

    /** Breaks every connection. */
    public void cutAll() {
        sessions.forEach(FakeSession::close);
    }

    /** New connections are closed at once, or no longer so. */
    public void refuseConnections(boolean refuse) {
        refusesConnections = refuse;
    }

    /** Reads and answers nothing until {@link #thaw}; connections stay open. */
    public void freeze() {
        thawed = new CountDownLatch(1);
    }

    public void thaw() {
        thawed.countDown();
    }

    /** Carries out such actions and never answers them. */
    public void dropRepliesTo(Predicate<Action> such) {
        dropped = such;
    }

    /** Waits before each reply. */
    public void answerAfter(Duration pause) {
        delay = pause;
    }

    /** Adds to the number in each ActionID it echoes: replies seem to belong to other actions. */
    public void lieAboutIds(int off) {
        idsOff = off;
    }

    /** Answers this action with an error and these words. */
    public void refuse(String action, String words) {
        refusals.put(action.toLowerCase(Locale.ROOT), words);
    }

    public void refuseNothing() {
        refusals.clear();
    }

    /** The next connection breaks after so many bytes from us. */
    public void cutNextAfter(int bytes) {
        cutAfter = Optional.of(bytes);
    }

    /** Sends at most so many bytes in one write. */
    public void sendInPiecesOf(int bytes) {
        pieces = bytes;
    }

    /** Forgets to remember actions, for long runs. */
    public void recordNothing() {
        recording = false;
    }

    /** Whether FullyBooted follows a login. */
    public void booted(boolean now) {
        booted = now;
    }

    // Events ---------------------------------------------------------------------------------------------------------

    /** Sends an event, given by its header lines, to every session that asked for events. */
    public void event(String... lines) {
        String text = String.join("\r\n", lines) + "\r\n\r\n";
        sessions.forEach(session -> session.event(text));
    }

    /** Sends a device state, for example {@code PJSIP/1001} and {@code INUSE}. */
    public void deviceState(String device, String state) {
        variables.put("DEVICE_STATE(" + device + ")", state);
        event("Event: DeviceStateChange", "Privilege: call,all", "Device: " + device, "State: " + state);
    }

    public void messageWaiting(String mailbox, int fresh, int old) {
        event(
                "Event: MessageWaiting",
                "Privilege: call,all",
                "Mailbox: " + mailbox,
                "Waiting: " + (fresh > 0 ? 1 : 0),
                "New: " + fresh,
                "Old: " + old);
    }

    public void fullyBooted() {
        event(FakeSession.FULLY_BOOTED);
    }

    // Inside ---------------------------------------------------------------------------------------------------------

    void remember(String name, Map<String, String> headers) {
        if (recording) {
            actions.add(new Action(name, new LinkedHashMap<>(headers)));
        }
    }

    void ended(FakeSession session) {
        sessions.remove(session);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connects.incrementAndGet();
                if (refusesConnections) {
                    socket.close();
                    continue;
                }
                socket.setTcpNoDelay(true);
                int budget = cutAfter.orElse(Integer.MAX_VALUE);
                cutAfter = Optional.empty();
                FakeSession session = new FakeSession(this, socket, budget);
                sessions.add(session);
                session.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thaw();
        cutAll();
        join(acceptor);
        for (FakeSession session : List.copyOf(sessions)) {
            session.join();
        }
    }

    static void join(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
