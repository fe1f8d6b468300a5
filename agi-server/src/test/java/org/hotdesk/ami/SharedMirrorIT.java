package org.hotdesk.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.RealBridge.ANN;
import static org.hotdesk.ami.RealBridge.D;
import static org.hotdesk.ami.RealBridge.E;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hotdesk.agi.protocol.LogLines;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.ami.mirror.Tenure;
import org.hotdesk.astdb.Projection;
import org.hotdesk.demo.AmiAccess;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.How;
import org.hotdesk.store.PostgresServer;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two companions on one PostgreSQL, of which one writes an Asterisk: until it dies, freezes or loses the right. */
@ExtendWith(LabExtension.class)
class SharedMirrorIT {
    /** A lease of 6 s, a try each second, and time to write. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(9);

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private PrivateAsterisk asterisk;
    private StoreConfig database;
    private Store store;

    @BeforeEach
    void start(Lab lab) {
        asterisk = lab.asterisk(Map.of());
        database = PostgresServer.running().config(folder);
        store = lab.add(Store.open(database, Clock.systemUTC()));
        Bridged.stored(store.directory()
                .putAll(
                        List.of(Device.adhoc(D), Device.adhoc(E)),
                        List.of(AmpUser.named(ANN, new DisplayName("Ann Lee")))));
    }

    @Test
    void frozenOwner_isReplaced_andLeavesNothingOld(Lab lab) throws Exception {
        Process other = startOther();
        try {
            AsteriskBridge ours = lab.add(BridgeThenWaitMain.bridge(asterisk.ami(), store, "ours"));
            ours.start();
            awaitState(ours, MirrorState.STANDBY);
            assertThat(ours.status().mirror().drainedBy()).contains("other");

            long began = System.nanoTime();
            assertThat(ours.awaitMirrored(login(D), SOON)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(asterisk.astdb()).containsEntry("/AMPUSER/201/device", "2001");

            signal(other, "STOP");
            long frozen = System.nanoTime();
            assertThat(ours.awaitMirrored(login(E), SOON)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(TAKE_OVER);
            assertThat(ours.status().mirror().drainedBy()).contains("ours");
            logoff(D);
            signal(other, "CONT");
            long last = login(D);

            assertThat(ours.awaitMirrored(last, SOON)).isTrue();
            Bridged.pause(Duration.ofSeconds(3)); // the other one finds out what it lost
            assertThat(ours.awaitMirrored(store.changes().latest(), SOON)).isTrue();
            assertThat(rows()).isEqualTo(projection());
            assertThat(ours.status().mirror().drainedBy()).contains("ours");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void killedOwner_isReplaced(Lab lab) throws Exception {
        Process other = startOther();
        AsteriskBridge ours = lab.add(BridgeThenWaitMain.bridge(asterisk.ami(), store, "ours"));
        ours.start();
        awaitState(ours, MirrorState.STANDBY);

        other.destroyForcibly().waitFor();
        long killed = System.nanoTime();
        assertThat(ours.awaitMirrored(login(D), SOON)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TAKE_OVER);
        awaitState(ours, MirrorState.LIVE);
        assertThat(rows()).isEqualTo(projection());
        assertThat(asterisk.cli("devstate list")).contains("'Custom:HD201'  State: 'INVALID'");
    }

    @Test
    void namesakes_areToldOf(Lab lab) {
        Store second = lab.add(Store.open(database, Clock.systemUTC()));
        try (LogLines log = LogLines.of(Tenure.class.getName())) {
            AsteriskBridge one = lab.add(BridgeThenWaitMain.bridge(asterisk.ami(), store, "same"));
            one.start();
            awaitState(one, MirrorState.LIVE);
            lab.add(BridgeThenWaitMain.bridge(asterisk.ami(), second, "same")).start();

            long end = System.nanoTime() + SOON.toNanos();
            while (log.texts().isEmpty() && System.nanoTime() < end) {
                Bridged.pause(Duration.ofMillis(100));
            }
            assertThat(log.texts()).anyMatch(line -> line.contains("Give each its own store.companion"));
        }
    }

    /** Rows of the old owner that are on their way arrive after those of the new one. */
    @Test
    void oldRowsThatArriveLate_doNotStay(Lab lab) throws IOException {
        Gate gate = lab.add(Gate.before(asterisk.ami().address()));
        AmiAccess through = new AmiAccess(
                gate.address(), asterisk.ami().user(), asterisk.ami().secret());
        Store second = lab.add(Store.open(database, Clock.systemUTC()));
        AsteriskBridge old = lab.add(BridgeThenWaitMain.bridge(through, second, "old"));
        old.start();
        awaitState(old, MirrorState.LIVE);
        AsteriskBridge fresh = lab.add(BridgeThenWaitMain.bridge(asterisk.ami(), store, "fresh"));
        fresh.start();
        awaitState(fresh, MirrorState.STANDBY);

        gate.shut();
        login(D);
        Bridged.pause(Duration.ofMillis(500)); // the old one has written it, and it is on its way
        takeAway("fresh");
        awaitState(fresh, MirrorState.LIVE);
        assertThat(fresh.awaitMirrored(login(E), SOON)).isTrue();
        long logoff = logoff(D);
        assertThat(fresh.awaitMirrored(logoff, SOON)).isTrue();
        assertThat(rows()).containsEntry("/AMPUSER/201/device", "2002").containsEntry("/DEVICE/2001/user", "none");
        gate.open();

        Bridged.eventually(() -> store.changes().latest() > logoff); // the old one has them touched again
        assertThat(fresh.awaitMirrored(store.changes().latest(), SOON)).isTrue();
        assertThat(rows()).isEqualTo(projection());
    }

    /** Ends the lease in favour of that companion, as the database would after a long freeze. */
    private void takeAway(String companion) {
        PostgresServer.running()
                .execute(
                        database.jdbcUrl()
                                .substring(database.jdbcUrl().lastIndexOf('/') + 1)
                                .replaceAll("[?].*", ""),
                        "update mirror_lease set companion = '" + companion + "', instance = '', expires ="
                                + " current_timestamp + interval '3 seconds', term = term + 1");
    }

    private Process startOther() throws IOException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BridgeThenWaitMain.class.getName(),
                        database.jdbcUrl(),
                        database.login().passwordFile().orElseThrow().toString(),
                        folder.toString(),
                        Integer.toString(asterisk.ami().address().getPort()),
                        asterisk.ami().user(),
                        asterisk.ami().secret())
                .redirectErrorStream(true)
                .start();
        var output = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.equals("writes")) {
            line = output.readLine();
        }
        assertThat(line).isEqualTo("writes");
        return other;
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static void awaitState(AsteriskBridge bridge, MirrorState state) {
        Bridged.eventually(() -> bridge.status().mirror().state() == state);
    }

    private long login(DeviceNumber device) {
        return store.logins()
                .login(device, ANN, How.CODE)
                .fold(changed -> changed.seq(), unchanged -> 0L, refused -> 0L);
    }

    private long logoff(DeviceNumber device) {
        return store.logins().logoff(device, How.CODE).fold(changed -> changed.seq(), unchanged -> 0L, refused -> 0L);
    }

    private SortedMap<String, String> rows() {
        SortedMap<String, String> rows = new TreeMap<>(asterisk.astdb());
        rows.keySet().removeIf(path -> !path.matches("/(DEVICE|AMPUSER|HOTDESK|CF|CFB|CFU|DND|CW)/.*"));
        return rows;
    }

    private SortedMap<String, String> projection() {
        SortedMap<String, String> rows = new TreeMap<>();
        Projection.all(store.floor()).forEach((key, text) -> rows.put(key.toString(), text));
        return rows;
    }
}
