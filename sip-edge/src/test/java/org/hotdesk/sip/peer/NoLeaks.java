package org.hotdesk.sip.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a thread behind; every socket and timer of the edge belongs to a thread. */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback {
    private static final long GRACE_MILLIS = 10_000;

    private Set<Thread> before = new HashSet<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        before = new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        long deadline = System.nanoTime() + GRACE_MILLIS * 1_000_000;
        while (!leaked().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(leaked()).as("threads left behind").isEmpty();
    }

    private Set<String> leaked() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("process reaper"))
                .collect(Collectors.toSet());
    }
}
