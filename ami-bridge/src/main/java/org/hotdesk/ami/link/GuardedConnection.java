package org.hotdesk.ami.link;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.lock.Locker;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ProtocolIdentifierReceivedEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * asterisk-java's connection for one login: it never reconnects by itself, asks no version, and hands on each message at
 * once, so that its own queue stays short. {@code RATIONALE.md} says which fault each override cures.
 */
final class GuardedConnection extends ManagerConnectionImpl {
    private final AmiConfig config;
    private final Consumer<ManagerEvent> events;
    private final Runnable lost;
    private volatile Optional<GuardedSocket> guarded = Optional.empty();
    private volatile Optional<Thread> pump = Optional.empty();
    private volatile boolean entering;
    private volatile boolean over;

    /**
     * @param events gets each event on the library's thread and must not block
     * @param lost runs once the connection is gone and the library has let go of all that waited for it
     */
    GuardedConnection(AmiConfig config, Consumer<ManagerEvent> events, Runnable lost) {
        this.config = config;
        this.events = events;
        this.lost = lost;
        setHostname(config.host());
        setPort(config.port());
        setUsername(config.login().user());
        setPassword(config.login().secret());
        setDefaultResponseTimeout(config.pace().connectTimeout().toMillis());
        setKeepAliveAfterAuthenticationFailure(false);
        registerUserEventClass(LibraryShapes.DeviceStateEvent.class);
        registerUserEventClass(LibraryShapes.MailboxEvent.class);
        registerUserEventClass(LibraryShapes.ContactEvent.class);
        registerUserEventClass(LibraryShapes.PasswordEvent.class);
        registerUserEventClass(LibraryShapes.FeatureEvent.class);
        registerUserEventClass(LibraryShapes.EmergencyEvent.class);
        registerUserEventClass(LibraryShapes.MissedEvent.class);
    }

    /** Logs in by challenge and returns the greeting. */
    String enter(String eventClasses) throws IOException {
        entering = true;
        try {
            login(eventClasses);
        } catch (AuthenticationFailedException e) {
            if (e.getCause() == null) {
                throw LoginWords.refusal(String.valueOf(e.getMessage()));
            }
            // The library calls a connection that broke during login an authentication failure, with a cause.
            throw new IOException("the login was cut short", e);
        } catch (TimeoutException e) {
            throw new IOException("no answer to the login from Asterisk in time", e);
        } finally {
            entering = false;
        }
        return String.valueOf(getProtocolIdentifier());
    }

    /** Breaks the connection; the library then winds itself down. From any thread. */
    void cut() {
        guarded.ifPresent(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                assert !socket.isConnected();
            }
        });
    }

    /** Whether there was ever a socket, and so a thread of the library that ends with it. */
    boolean wasOpened() {
        return guarded.isPresent();
    }

    /**
     * Waits until the library's threads are gone. Its AsyncEventPump.stop() tells the pump before it sets the flag that
     * ends it, and a pump that is quick then sleeps for a minute: an interrupt makes it look again.
     */
    void awaitEnd(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        Optional<Thread> thread = pump;
        while (thread.isPresent() && thread.get().isAlive() && System.nanoTime() < deadline) {
            thread.get().join(2);
            if (thread.get().isAlive()) {
                thread.get().interrupt();
            }
        }
    }

    @Override
    protected SocketConnectionFacade createSocket() throws IOException {
        if (over) {
            throw new IOException("this connection has had its one login");
        }
        GuardedSocket socket = new GuardedSocket(config);
        guarded = Optional.of(socket);
        return socket;
    }

    /** Nothing we say depends on it, and asking takes up to two seconds and a permission we do not want. */
    @Override
    protected AsteriskVersion determineVersion() {
        return AsteriskVersion.ASTERISK_16;
    }

    @Override
    public void dispatchResponse(ManagerResponse response, Integer requiredHandlingTime) {
        guarded.ifPresent(GuardedSocket::handledOne);
        super.dispatchResponse(response, requiredHandlingTime);
    }

    @Override
    public void dispatchEvent(ManagerEvent event, Integer requiredHandlingTime) {
        if (event instanceof DisconnectEvent) {
            pump = Optional.of(Thread.currentThread());
            disconnected(event, requiredHandlingTime);
        } else if (event instanceof ProtocolIdentifierReceivedEvent) {
            super.dispatchEvent(event, requiredHandlingTime);
        } else {
            guarded.ifPresent(GuardedSocket::handledOne);
            events.accept(event);
        }
    }

    /**
     * In state CONNECTED the library would start its own endless reconnects. A login holds the lock of the state while it
     * waits for an answer that will not come, so it is told first; should it have got its answer just before, the
     * reconnecting finds the state changed and no socket, and ends.
     */
    private void disconnected(ManagerEvent event, Integer requiredHandlingTime) {
        over = true;
        cut(); // so that what the login still writes fails at once
        if (entering) {
            endWaitForGreeting();
            super.dispatchEvent(event, requiredHandlingTime);
            becomeDisconnected();
        } else {
            becomeDisconnected();
            super.dispatchEvent(event, requiredHandlingTime);
        }
        lost.run();
    }

    /** A login that waits for the greeting looks at nothing else; it then finds that it cannot write. */
    private void endWaitForGreeting() {
        if (getProtocolIdentifier() == null) {
            ProtocolIdentifierReceivedEvent none = new ProtocolIdentifierReceivedEvent(this);
            none.setProtocolIdentifier("");
            super.dispatchEvent(none, null);
        }
    }

    private void becomeDisconnected() {
        try (Locker.LockCloser held = withLock()) {
            assert held != null;
            state = ManagerConnectionState.DISCONNECTED;
        }
    }
}
