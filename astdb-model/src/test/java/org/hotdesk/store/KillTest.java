package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A login that was acknowledged is there after {@code kill -9}. */
class KillTest {
    private static final int DESKS = 50;
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    @Test
    void acknowledgedLogin_survivesKill() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try (Store store = StoreOnFile.open(folder)) {
            store.directory()
                    .putAll(
                            IntStream.range(0, DESKS)
                                    .mapToObj(i -> device("" + (2000 + i)))
                                    .toList(),
                            List.of(user("201", "Ann"), user("202", "Ben")));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            Acknowledged last = loginsUntilKilled(5 + random.nextInt(60));
            try (Store store = StoreOnFile.open(folder)) {
                assertThat(store.changes().latest()).as("seed " + seed).isGreaterThanOrEqualTo(last.seq());
                assertThat(store.floor().sessionAt(last.device()).map(Session::user))
                        .as("seed " + seed)
                        .contains(last.user());
            }
        }
    }

    @Test
    void secondProgram_isToldThatTheFileIsOpen() throws Exception {
        try (Store store = StoreOnFile.open(folder)) {
            store.directory().putAll(List.of(device("2000")), List.of(user("201", "Ann")));
        }
        Process child = child();
        try (var lines = child.inputReader()) {
            assertThat(lines.readLine()).startsWith("2000 201 ");
            assertThatThrownBy(() -> StoreOnFile.open(folder).close())
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("store jdbc:h2:file:")
                    .hasMessageEndingWith(": another program has the file open; stop it first");
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** Starts a program that logs in at one desk after the other and kills it after so many acknowledgements. */
    private Acknowledged loginsUntilKilled(int acknowledgements) throws IOException, InterruptedException {
        Process child = child();
        try (var lines = child.inputReader()) {
            String last = "";
            for (int i = 0; i < acknowledgements; i++) {
                last = Optional.ofNullable(lines.readLine()).orElseThrow(() -> new IOException("the child ended"));
            }
            // Through the handle, which leaves the pipe open: what was said before the end still counts.
            child.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.endsWith(".") ? line : last;
            }
            String[] words = last.split("[ .]", -1);
            return new Acknowledged(new DeviceNumber(words[0]), new UserNumber(words[1]), Long.parseLong(words[2]));
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoginsMain.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private record Acknowledged(DeviceNumber device, UserNumber user, long seq) {}

    /** The program that is killed: says {@code <device> <user> <seq>.} after each login. */
    static final class LoginsMain {
        private LoginsMain() {}

        public static void main(String[] args) {
            Store store = StoreOnFile.open(Path.of(args[0]));
            for (int i = 0; ; i++) {
                var desk = new DeviceNumber("" + (2000 + i % DESKS));
                var sitter = new UserNumber(i / DESKS % 2 == 0 ? "201" : "202");
                if (store.logins().login(desk, sitter, How.CODE) instanceof LoginOutcome.Changed changed) {
                    System.out.println(desk + " " + sitter + " " + changed.seq() + ".");
                    System.out.flush();
                }
            }
        }
    }
}
