package org.hotdesk.agi.protocol;

import java.lang.System.Logger.Level;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.fastagi.internal.FastAgiConnectionHandler;
import org.asteriskjava.util.ServerSocketFacade;

/** asterisk-java's server with our listening socket, our threads and our routing table. One owner thread runs it. */
final class LibraryServer extends DefaultAgiServer {
    private static final int IDLE_THREADS = 4;
    private static final long IDLE_SECONDS = 30;

    private final FrontDoor door;
    private final LogLimit log;
    private final ThreadPoolExecutor threads;

    LibraryServer(AgiConfig config, FrontDoor door, Routes routes, LogLimit log) {
        super(null, routes, SessionChannel::new);
        this.door = door;
        this.log = log;
        this.threads = threads(config.callsMax());
    }

    /** Already bound, so that a port in use stops the start and not a thread. */
    @Override
    protected ServerSocketFacade createServerSocket() {
        return door;
    }

    @Override
    protected ThreadPoolExecutor createPool() {
        return threads;
    }

    // One thread for a call from beginning to end, the last idle one first: its stack is still in the cache.
    private ThreadPoolExecutor threads(int callsMax) {
        var count = new AtomicInteger();
        return new ThreadPoolExecutor(
                Math.min(IDLE_THREADS, callsMax),
                callsMax,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> {
                    var thread = new Thread(work, "agi-call-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                this::refuse);
    }

    private void refuse(Runnable call, ThreadPoolExecutor pool) {
        log.say(Level.WARNING, "calls-max", "all");
        if (call instanceof FastAgiConnectionHandler handler) {
            handler.release();
        }
    }

    @Override
    protected void handleException(String message, Exception failure) {
        log.say(
                Level.ERROR,
                "accept-failed",
                "local",
                "class=" + failure.getClass().getName());
    }

    /** Ends the threads; those in a call have lost their line already. */
    void stop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopping) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
